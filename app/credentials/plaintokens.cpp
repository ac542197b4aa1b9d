// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/plaintokens.h"

#include "app/credentials/cliyaml.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <algorithm>

namespace metascope {

namespace {

struct CutText {
    Q_DECLARE_TR_FUNCTIONS(metascope::PlainTokens)
};

/// What is cut, by its place in the file.
struct Span {
    qsizetype at = 0;
    qsizetype size = 0;
    QByteArray with; ///< stands there afterwards: nothing between quotes, an empty pair of them for a bare token
    QString profile;
};

auto unsafe(const QString &profile)
{
    return Failure(Error::local(
        ErrorKind::Validation,
        CutText::tr("the token of “%1” is written in a way that cannot be cut out safely; remove it by hand")
            .arg(profile)));
}

/// Where the scalar's own text stands, if it stands there character by character.
std::optional<Span> spanOf(const QByteArray &text, const YAML::Node &scalar)
{
    const QByteArray token = QByteArray::fromStdString(scalar.Scalar());
    const qsizetype byteOrderMark = text.startsWith("\xef\xbb\xbf") ? 3 : 0;
    qsizetype at = scalar.Mark().pos + byteOrderMark;
    if (at < 0 || at >= text.size() || token.isEmpty())
        return std::nullopt;
    const char quote = text[at] == '"' || text[at] == '\'' ? text[at] : '\0';
    if (quote != '\0')
        ++at;
    if (text.mid(at, token.size()) != token)
        return std::nullopt;
    const char next = at + token.size() < text.size() ? text[at + token.size()] : '\n';
    const bool ends = quote != '\0' ? next == quote : QByteArrayView(" \t\r\n,}]").contains(next);
    return ends ? std::optional(Span{at, token.size(), quote != '\0' ? QByteArray() : QByteArrayLiteral("\"\""), {}})
                : std::nullopt;
}

/// Equal but for the tokens of the picked profiles, which are empty in `after`.
bool isSameElsewhere(const YAML::Node &before, const YAML::Node &after, const QStringList &picked)
{
    const auto emit = [&picked](const YAML::Node &document) {
        YAML::Node copy = YAML::Clone(document);
        for (const QString &name : picked)
            copy["profiles"][name.toStdString()]["access_token"] = std::string();
        return YAML::Dump(copy);
    };
    return emit(before) == emit(after);
}

/// Whether another profile means the same characters (an alias).
bool isShared(const YAML::Node &profiles, const YAML::Node &token)
{
    int users = 0;
    for (const auto &each : profiles)
        if (const YAML::Node other = each.second.IsMap() ? each.second["access_token"] : YAML::Node();
            other.IsDefined() && other.is(token))
            ++users;
    return users != 1;
}

/// Every plain token of the file, picked or not: none of them may be shown.
QList<QByteArray> tokensOf(const YAML::Node &profiles)
{
    QList<QByteArray> tokens;
    for (const auto &each : profiles)
        if (const YAML::Node token = each.second.IsMap() ? each.second["access_token"] : YAML::Node();
            token.IsDefined() && token.IsScalar() && !token.Scalar().empty())
            tokens.append(QByteArray::fromStdString(token.Scalar()));
    // A token can be the beginning of another.
    std::ranges::sort(tokens, [](const QByteArray &x, const QByteArray &y) { return x.size() > y.size(); });
    return tokens;
}

QByteArray masked(QByteArray text, const QList<QByteArray> &tokens)
{
    constexpr qsizetype longEnough = 12;
    for (const QByteArray &token : tokens)
        text.replace(token, QByteArray("••••" + (token.size() >= longEnough ? token.right(4) : QByteArray())));
    return text;
}

/// The line that holds `span`, before and after the cut, without any token.
TokenCut cutOf(const QByteArray &text, const Span &span, const QList<QByteArray> &tokens)
{
    const qsizetype begin = span.at == 0 ? 0 : text.lastIndexOf('\n', span.at - 1) + 1;
    const qsizetype end = text.indexOf('\n', span.at);
    const QByteArray head = text.mid(begin, span.at - begin);
    const QByteArray tail = text.mid(span.at + span.size, (end < 0 ? text.size() : end) - span.at - span.size);
    TokenCut cut;
    cut.profile = span.profile;
    cut.line = static_cast<int>(text.first(span.at).count('\n')) + 1;
    cut.before = QString::fromUtf8(masked(head + text.mid(span.at, span.size) + tail, tokens)).trimmed();
    cut.after = QString::fromUtf8(masked(head, tokens) + span.with + masked(tail, tokens)).trimmed();
    return cut;
}

/// Whether the file can be put back as it was but for its text; owner and links would not survive otherwise.
Result<Done> canBeReplaced(const QString &file)
{
#ifdef Q_OS_UNIX
    struct stat facts {};
    if (::stat(QFile::encodeName(file).constData(), &facts) != 0)
        return Failure(Error::local(ErrorKind::Storage, CutText::tr("“%1” is not there").arg(file)));
    if (facts.st_nlink > 1)
        return Failure(
            Error::local(ErrorKind::Storage,
                         CutText::tr("“%1” has a second name (hard link); remove the tokens by hand").arg(file)));
    if (facts.st_uid != ::geteuid())
        return Failure(Error::local(ErrorKind::Storage, CutText::tr("“%1” belongs to somebody else").arg(file)));
#endif
    return Done{};
}

/// Gives the new file the group of the old one; the owner is ours already.
bool keepGroup([[maybe_unused]] const QString &file, [[maybe_unused]] int handle)
{
#ifdef Q_OS_UNIX
    struct stat facts {};
    return ::stat(QFile::encodeName(file).constData(), &facts) == 0
        && ::fchown(handle, static_cast<uid_t>(-1), facts.st_gid) == 0 && ::fchmod(handle, facts.st_mode & 07777) == 0;
#else
    return true;
#endif
}

} // namespace

Result<PlainTokenRemoval> PlainTokenRemoval::plan(const QString &file, const QStringList &profiles)
{
    PlainTokenRemoval removal;
    const auto real = cliyaml::resolve(file);
    if (!real)
        return Failure(real.error());
    removal.m_file = *real;
    auto text = cliyaml::read(*real);
    if (!text)
        return Failure(text.error());
    removal.m_before = std::move(*text);
    const QByteArray &before = removal.m_before.expose();
    const auto document = cliyaml::parse(removal.m_before);
    const auto list = document.and_then(cliyaml::profilesOf);
    if (!list)
        return Failure(list.error());
    QList<Span> spans;
    QList<QByteArray> tokens;
    QList<QByteArray> all;
    try {
        all = tokensOf(*list);
        for (const QString &name : profiles) {
            const YAML::Node profile = (*list)[name.toStdString()];
            const YAML::Node token = profile.IsMap() ? profile["access_token"] : YAML::Node();
            auto span = token.IsDefined() && token.IsScalar() ? spanOf(before, token) : std::nullopt;
            if (!span || isShared(*list, token))
                return unsafe(name);
            span->profile = name;
            tokens.append(before.mid(span->at, span->size));
            spans.append(*span);
        }
        std::ranges::sort(spans, std::ranges::greater(), &Span::at);
        QByteArray after = before;
        after.detach();
        for (const Span &span : std::as_const(spans))
            after.replace(span.at, span.size, span.with);
        removal.m_after = Secret(std::move(after));
        const auto again = cliyaml::parse(removal.m_after);
        if (!again || !isSameElsewhere(*document, *again, profiles))
            return unsafe(profiles.join(QStringLiteral(", ")));
    } catch (const std::exception &) {
        return unsafe(profiles.join(QStringLiteral(", ")));
    }
    std::ranges::reverse(spans);
    for (const Span &span : std::as_const(spans)) {
        removal.m_cuts.append(cutOf(before, span, all));
        removal.m_places.insert(span.profile, {span.at, span.size});
    }
    for (const QByteArray &token : std::as_const(tokens))
        removal.m_leftElsewhere += static_cast<int>(removal.m_after.expose().count(token));
    return removal;
}

bool PlainTokenRemoval::isOf(const QString &profile, const Secret &token) const
{
    const auto place = m_places.constFind(profile);
    return place != m_places.constEnd()
        && QByteArrayView(m_before.expose()).sliced(place->first, place->second) == QByteArrayView(token.expose());
}

Result<Done> PlainTokenRemoval::apply() const
{
    if (const auto possible = canBeReplaced(m_file); !possible)
        return possible;
    const auto now = cliyaml::read(m_file);
    if (!now)
        return Failure(now.error());
    if (now->expose() != m_before.expose())
        return Failure(
            Error::local(ErrorKind::Conflict, CutText::tr("“%1” has changed meanwhile; look again").arg(m_file)));
    QSaveFile file(m_file);
    const bool written = file.open(QIODevice::WriteOnly) && keepGroup(m_file, file.handle())
        && file.write(m_after.expose()) == m_after.expose().size() && file.flush() && file.commit();
    if (!written)
        return Failure(Error::local(ErrorKind::Storage,
                                    CutText::tr("“%1” cannot be written: %2").arg(m_file, file.errorString())));
    return Done{};
}

} // namespace metascope
