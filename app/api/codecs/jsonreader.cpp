// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/codecs/jsonreader.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {
struct CodecText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Codec)
};
} // namespace

Error decodeErrorAt(const QString &path, const QString &expected)
{
    return Error::local(ErrorKind::Decode, CodecText::tr("%1 should be %2").arg(path, expected), path);
}

Result<Done> JsonReader::isObject() const
{
    if (!m_json.isObject())
        return Failure(decodeErrorAt(m_path, CodecText::tr("an object")));
    return Done{};
}

Result<QString> JsonReader::text(const QString &key) const
{
    const auto value = m_json.member(key);
    if (const auto string = value ? value->toString() : std::nullopt)
        return *string;
    return Failure(decodeErrorAt(m_path + QLatin1Char('.') + key, CodecText::tr("a text")));
}

Result<qint64> JsonReader::integer(const QString &key) const
{
    const auto value = m_json.member(key);
    if (const auto number = value ? value->toInteger() : std::nullopt)
        return *number;
    return Failure(decodeErrorAt(m_path + QLatin1Char('.') + key, CodecText::tr("an integer")));
}

QString JsonReader::textOr(const QString &key) const
{
    const auto value = m_json.member(key);
    return value ? value->toString().value_or(QString()) : QString();
}

} // namespace metascope
