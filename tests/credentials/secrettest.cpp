// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/secret.h"
#include "app/credentials/tokenstore.h"
#include "tests/support/testmain.h"

#include <QtCore/QDebug>
#include <QtCore/QTextStream>
#include <QtCore/QVariant>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <unistd.h>
#endif

#include <array>
#include <memory>
#include <type_traits>
#include <utility>

using namespace metascope;

namespace {

template <typename Sink, typename T>
concept Prints = requires(Sink &sink, const T &value)
{
    sink << value;
};

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
static_assert(!Prints<QDebug, Secret> && !Prints<QTextStream, Secret> && Prints<QDebug, QByteArray>);
static_assert(!std::is_convertible_v<Secret, QByteArray> && !std::is_convertible_v<Secret, QString>);
static_assert(!std::is_convertible_v<Secret, QVariant> && !std::is_convertible_v<QByteArray, Secret>);

constexpr qsizetype length = 4096;

QByteArray pattern(char seed)
{
    QByteArray bytes(length, Qt::Uninitialized);
    for (qsizetype i = 0; i < length; ++i)
        bytes[i] = static_cast<char>('A' + (seed + i * 7) % 57);
    return bytes;
}

} // namespace

class SecretTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void movesAndLeavesNothingBehind();
    void duplicatesOnPurpose();
    void hintsAtALongSecretAlone();
    void wipesItsMemory();
    void wipesWhatAnAssignmentReplaces();
};

void SecretTest::movesAndLeavesNothingBehind()
{
    Secret first(QByteArray("made-up-token"));
    Secret second(std::move(first));
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): what is left of it is the question
    QCOMPARE(second.expose(), QByteArray("made-up-token"));
    Secret third;
    third = std::move(second);
    QVERIFY(second.isEmpty()); // NOLINT(bugprone-use-after-move)
    Secret &same = third;
    third = std::move(same);
    QCOMPARE(third.expose(), QByteArray("made-up-token"));
}

void SecretTest::duplicatesOnPurpose()
{
    auto first = std::make_unique<Secret>(QByteArray("made-up-token"));
    const Secret second = first->duplicate();
    QVERIFY(second.expose().constData() != first->expose().constData());
    first.reset();
    QCOMPARE(second.expose(), QByteArray("made-up-token"));
}

void SecretTest::hintsAtALongSecretAlone()
{
    QCOMPARE(Secret(QByteArray("made-up-token-wxyz")).hint(), QStringLiteral("wxyz"));
    QCOMPARE(Secret(QByteArray(16, 'x')).hint(), QStringLiteral("xxxx"));
    QCOMPARE(Secret(QByteArray(15, 'x')).hint(), QString());
    QCOMPARE(Secret().hint(), QString());
}

#ifdef Q_OS_LINUX
namespace {

/// Reads this process's memory through the kernel, as a debugger or a core dump would: also what is freed.
class Memory {
public:
    Memory() : m_file(::open("/proc/self/mem", O_RDONLY | O_CLOEXEC)) {}
    ~Memory() { ::close(m_file); }
    Q_DISABLE_COPY_MOVE(Memory)

    /// How many of the bytes at `address` are those of `expected`. Allocates nothing.
    qsizetype alike(quintptr address, const QByteArray &expected)
    {
        if (::pread(m_file, m_buffer.data(), length, static_cast<off_t>(address)) != length)
            return -1;
        qsizetype count = 0;
        for (qsizetype i = 0; i < length; ++i)
            count += m_buffer[static_cast<std::size_t>(i)] == expected.at(i) ? 1 : 0;
        return count;
    }

private:
    int m_file;
    std::array<char, length> m_buffer{};
};

} // namespace
#endif

void SecretTest::wipesItsMemory()
{
#ifdef Q_OS_LINUX
    Memory memory;
    const QByteArray expected = pattern(3);
    auto secret = std::make_unique<Secret>(pattern(3));
    const auto address = reinterpret_cast<quintptr>(secret->expose().constData());
    QCOMPARE(memory.alike(address, expected), length);
    secret.reset();
    const qsizetype left = memory.alike(address, expected);
    // The allocator writes a few words of its own into what it gets back.
    QVERIFY2(left >= 0 && left < 32, qPrintable(QString::number(left)));
#else
    QSKIP("needs /proc/self/mem");
#endif
}

void SecretTest::wipesWhatAnAssignmentReplaces()
{
#ifdef Q_OS_LINUX
    Memory memory;
    const QByteArray expected = pattern(9);
    Secret secret(pattern(9));
    Secret next(QByteArray("made-up-token"));
    const auto address = reinterpret_cast<quintptr>(secret.expose().constData());
    QCOMPARE(memory.alike(address, expected), length);
    secret = std::move(next);
    const qsizetype left = memory.alike(address, expected);
    QVERIFY2(left >= 0 && left < 32, qPrintable(QString::number(left)));
    QCOMPARE(secret.expose(), QByteArray("made-up-token"));
#else
    QSKIP("needs /proc/self/mem");
#endif
}

METASCOPE_TEST(SecretTest)
#include "secrettest.moc"
