// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/transfer/har.h"

#include "app/transfer/plaintext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMetaEnum>
#include <QtCore/QSaveFile>
#include <QtCore/QUrlQuery>

namespace metascope {

namespace {

struct HarWords {
    Q_DECLARE_TR_FUNCTIONS(metascope::Har)
};

using Headers = QList<std::pair<QByteArray, QByteArray>>;

/// The format's own value for a size or time that is not known.
constexpr int notKnown = -1;

QJsonObject pair(const QString &name, const QString &value)
{
    return {{QStringLiteral("name"), name}, {QStringLiteral("value"), value}};
}

QJsonArray headerList(const Headers &headers)
{
    QJsonArray list;
    for (const auto &[name, value] : headers)
        list.append(pair(headerText(name), headerText(value)));
    return list;
}

QString header(const Headers &headers, const QByteArray &wanted)
{
    for (const auto &[name, value] : headers) {
        if (name.compare(wanted, Qt::CaseInsensitive) == 0)
            return headerText(value);
    }
    return {};
}

QJsonArray queryList(const QUrl &url)
{
    QJsonArray list;
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        list.append(pair(name, value));
    return list;
}

void setComment(QJsonObject &object, const QString &comment)
{
    if (!comment.isEmpty())
        object.insert(QStringLiteral("comment"), comment);
}

QString cutRemark(bool isCut, qsizetype kept, qint64 size)
{
    return isCut ? QStringLiteral("Only the first %1 of %2 bytes were kept.").arg(kept).arg(size) : QString();
}

/// Puts a body in, in Base64 where it is no text.
void setBody(QJsonObject &object, const QByteArray &body, bool isCut, const QString &encodingKey)
{
    const QString textKey = QStringLiteral("text");
    if (const auto text = utf8Text(body, isCut)) {
        object.insert(textKey, *text);
        return;
    }
    object.insert(textKey, QString::fromLatin1(body.toBase64()));
    object.insert(encodingKey, QStringLiteral("base64"));
}

QJsonObject requestOf(const TrafficEntry &entry, const HarOptions &options)
{
    QJsonObject request{{QStringLiteral("method"), QString::fromLatin1(entry.method)},
                        {QStringLiteral("url"), QString::fromLatin1(entry.url.toEncoded(QUrl::RemoveFragment))},
                        {QStringLiteral("httpVersion"), QStringLiteral("unknown")},
                        {QStringLiteral("cookies"), QJsonArray()},
                        {QStringLiteral("headers"), headerList(entry.requestHeaders)},
                        {QStringLiteral("queryString"), queryList(entry.url)},
                        {QStringLiteral("headersSize"), notKnown},
                        {QStringLiteral("bodySize"), entry.requestSize}};
    if (!options.hasBodies || entry.requestBody.isEmpty())
        return request;
    QJsonObject data{{QStringLiteral("mimeType"), header(entry.requestHeaders, "content-type")}};
    // The format names an encoding for answers alone; a key of one's own begins with a low line.
    setBody(data, entry.requestBody, entry.isRequestCut, QStringLiteral("_encoding"));
    setComment(data, cutRemark(entry.isRequestCut, entry.requestBody.size(), entry.requestSize));
    request.insert(QStringLiteral("postData"), data);
    return request;
}

QJsonObject responseOf(const TrafficEntry &entry, const HarOptions &options)
{
    QJsonObject content{{QStringLiteral("size"), entry.responseSize},
                        {QStringLiteral("mimeType"), header(entry.responseHeaders, "content-type")}};
    if (options.hasBodies && !entry.responseBody.isEmpty()) {
        setBody(content, entry.responseBody, entry.isResponseCut, QStringLiteral("encoding"));
        setComment(content, cutRemark(entry.isResponseCut, entry.responseBody.size(), entry.responseSize));
    }
    QJsonObject response{{QStringLiteral("status"), entry.status},
                         {QStringLiteral("statusText"), QString()},
                         {QStringLiteral("httpVersion"), QStringLiteral("unknown")},
                         {QStringLiteral("cookies"), QJsonArray()},
                         {QStringLiteral("headers"), headerList(entry.responseHeaders)},
                         {QStringLiteral("content"), content},
                         {QStringLiteral("redirectURL"), header(entry.responseHeaders, "location")},
                         {QStringLiteral("headersSize"), notKnown},
                         {QStringLiteral("bodySize"), notKnown}};
    return response;
}

QString remarkOf(const TrafficEntry &entry)
{
    if (!entry.isFinished)
        return QStringLiteral("Under way when this file was written.");
    if (entry.error)
        return QStringLiteral("Failed: %1.")
            .arg(QLatin1String(QMetaEnum::fromType<ErrorKind>().valueToKey(static_cast<int>(*entry.error))));
    return {};
}

QJsonObject entryOf(const TrafficEntry &entry, const HarOptions &options)
{
    const auto duration = static_cast<qint64>(entry.duration.count());
    QJsonObject made{{QStringLiteral("startedDateTime"), entry.startedAt.toUTC().toString(Qt::ISODateWithMs)},
                     {QStringLiteral("time"), duration},
                     {QStringLiteral("request"), requestOf(entry, options)},
                     {QStringLiteral("response"), responseOf(entry, options)},
                     {QStringLiteral("cache"), QJsonObject()},
                     {QStringLiteral("timings"),
                      QJsonObject{{QStringLiteral("send"), 0},
                                  {QStringLiteral("wait"), duration},
                                  {QStringLiteral("receive"), 0},
                                  {QStringLiteral("comment"), QStringLiteral("Only the whole time was measured.")}}}};
    setComment(made, remarkOf(entry));
    return made;
}

} // namespace

QByteArray harText(const QList<TrafficEntry> &entries, const HarOptions &options)
{
    QJsonArray list;
    for (const TrafficEntry &entry : entries)
        list.append(entryOf(entry, options));
    const QJsonObject creator{{QStringLiteral("name"), QStringLiteral("Metascope")},
                              {QStringLiteral("version"), options.version}};
    QJsonObject log{{QStringLiteral("version"), QStringLiteral("1.2")},
                    {QStringLiteral("creator"), creator},
                    {QStringLiteral("entries"), list}};
    setComment(log,
               options.hasBodies ? QStringLiteral("Tokens and secret values were taken out.")
                                 : QStringLiteral("Tokens were taken out, and bodies left out."));
    return QJsonDocument(QJsonObject{{QStringLiteral("log"), log}}).toJson();
}

Result<Done> saveHar(const QString &fileName, const QByteArray &text)
{
    const auto failed = [&fileName](const QString &why) {
        return Failure(
            Error::local(ErrorKind::Storage,
                         HarWords::tr("“%1” could not be written: %2").arg(QDir::toNativeSeparators(fileName), why)));
    };
    // Written as a whole means to take the place of what is there: never of a device or a pipe.
    if (const QFileInfo before(fileName); before.exists() && !before.isFile())
        return failed(HarWords::tr("it is no ordinary file"));
    QSaveFile file(fileName);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(text) == text.size() && file.commit())
        return Done{};
    return failed(file.errorString());
}

} // namespace metascope
