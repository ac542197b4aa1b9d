// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/rightsbook.h"

#include "app/base/rawjson.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <chrono>

namespace metascope {

namespace {

using namespace std::chrono_literals;

constexpr auto writeAfter = 2s;
constexpr auto finest = 1h;
/// One token sees some forty scopes; what is far beyond was not written by this program.
constexpr qint64 longestFile = 4 * 1024 * 1024;
const QString scopeKey = QStringLiteral("scope");
const QString grantedKey = QStringLiteral("granted");
const QString atKey = QStringLiteral("at");

} // namespace

RightsBook::RightsBook(QString file, QObject *parent) : QObject(parent), m_file(std::move(file))
{
    m_writing.setSingleShot(true);
    m_writing.setInterval(writeAfter);
    connect(&m_writing, &QTimer::timeout, this, &RightsBook::save);
    load();
}

RightsBook::~RightsBook()
{
    if (m_writing.isActive())
        save();
}

void RightsBook::load()
{
    QFile file(m_file);
    if (m_file.isEmpty() || !QFileInfo(m_file).isFile() || file.size() > longestFile || !file.open(QIODevice::ReadOnly))
        return;
    const auto json = RawJson::parse(file.readAll());
    if (!json)
        return;
    for (const RawJson::Member &token : json->members()) {
        QMap<QString, SeenRight> &rights = m_rights[token.key];
        for (const RawJson &each : token.value.elements()) {
            const auto text = [&each](const QString &key) {
                const auto value = each.member(key);
                return value ? value->toString().value_or(QString()) : QString();
            };
            const auto granted = each.member(grantedKey);
            const SeenRight right{text(scopeKey), granted && granted->toBool().value_or(false),
                                  QDateTime::fromString(text(atKey), Qt::ISODateWithMs).toUTC()};
            if (!right.scope.isEmpty() && right.at.isValid())
                rights.insert(right.scope, right);
        }
    }
}

void RightsBook::save()
{
    m_writing.stop();
    if (m_file.isEmpty())
        return;
    QStringList ids = m_rights.keys();
    std::ranges::sort(ids);
    QList<std::pair<QString, RawJson>> tokens;
    for (const QString &id : std::as_const(ids)) {
        QList<RawJson> list;
        for (const SeenRight &right : m_rights.value(id))
            list.append(RawJson::object({{scopeKey, RawJson::string(right.scope)},
                                         {grantedKey, RawJson::boolean(right.granted)},
                                         {atKey, RawJson::string(right.at.toString(Qt::ISODateWithMs))}}));
        tokens.append({id, RawJson::array(list)});
    }
    QSaveFile file(m_file);
    // Nothing is lost but advice where this fails, and the next change tries again.
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(RawJson::object(tokens).indented() + '\n') > 0 && file.flush())
        file.commit();
}

QList<SeenRight> RightsBook::seen(const QString &tokenId) const
{
    return m_rights.value(tokenId).values();
}

void RightsBook::note(const QString &tokenId, const QString &scope, bool granted, const QDateTime &at)
{
    if (tokenId.isEmpty() || scope.isEmpty())
        return;
    QMap<QString, SeenRight> &rights = m_rights[tokenId];
    const auto known = rights.constFind(scope);
    if (known != rights.constEnd() && known->granted == granted
        && known->at.msecsTo(at) < std::chrono::milliseconds(finest).count())
        return;
    rights.insert(scope, {scope, granted, at.toUTC()});
    m_writing.start();
    Q_EMIT changed(tokenId);
}

void RightsBook::forget(const QString &tokenId)
{
    if (m_rights.remove(tokenId) == 0)
        return;
    m_writing.start();
    Q_EMIT changed(tokenId);
}

} // namespace metascope
