// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/rightsbook.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

const QString token = QStringLiteral("3f2a");
const QString readTables = QStringLiteral("Workspace Database: Read");
const QString readFiles = QStringLiteral("Workspace File: Read");
const QDateTime noon(QDate(2026, 12, 1), QTime(12, 0), Qt::UTC);

} // namespace

class RightsBookTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void keepsTheLatestOfEachScope()
    {
        RightsBook book{QString()};
        QSignalSpy changed(&book, &RightsBook::changed);
        book.note(token, readTables, true, noon);
        book.note(token, readFiles, false, noon);
        book.note(token, readTables, true, noon.addSecs(60)); // the date is no finer than an hour
        QCOMPARE(changed.count(), 2);
        const QList<SeenRight> seen{{readTables, true, noon}, {readFiles, false, noon}};
        QCOMPARE(book.seen(token), seen);
        // Another outcome counts at once.
        book.note(token, readTables, false, noon.addSecs(120));
        QCOMPARE(book.seen(token).constFirst(), (SeenRight{readTables, false, noon.addSecs(120)}));
        book.note(token, readFiles, false, noon.addSecs(4000));
        QCOMPARE(book.seen(token).constLast().at, noon.addSecs(4000));
        QVERIFY(book.seen(QStringLiteral("other")).isEmpty());
    }

    void passesOverWhatHasNoName()
    {
        RightsBook book{QString()};
        QSignalSpy changed(&book, &RightsBook::changed);
        book.note(token, QString(), true, noon);
        book.note(QString(), readTables, true, noon);
        QCOMPARE(changed.count(), 0);
        QVERIFY(book.seen(token).isEmpty());
    }

    void isReadAgain()
    {
        {
            RightsBook book(file());
            book.note(token, readTables, true, noon);
            book.note(token, readFiles, false, noon);
            book.note(QStringLiteral("gone"), readFiles, true, noon);
            book.forget(QStringLiteral("gone"));
        } // what was not written yet is written now
        QVERIFY(!(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup)));
        const RightsBook again(file());
        const QList<SeenRight> seen{{readTables, true, noon}, {readFiles, false, noon}};
        QCOMPARE(again.seen(token), seen);
        QVERIFY(again.seen(QStringLiteral("gone")).isEmpty());
    }

    void startsAnewFromADamagedFile()
    {
        for (const QByteArray &damaged :
             {QByteArray("made up"), QByteArray("[]"), QByteArray(R"({"3f2a": [{"scope": 1}, 5, {"at": "soon"}]})")}) {
            QFile broken(file());
            QVERIFY(broken.open(QIODevice::WriteOnly | QIODevice::Truncate));
            broken.write(damaged);
            broken.close();
            RightsBook book(file());
            QVERIFY(book.seen(token).isEmpty());
            book.note(token, readTables, true, noon);
            QCOMPARE(book.seen(token).size(), 1);
        }
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("rights.json")); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

METASCOPE_TEST(RightsBookTest)

#include "rightsbooktest.moc"
