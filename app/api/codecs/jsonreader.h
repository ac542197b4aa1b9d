// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"

namespace metascope {

/// Reads members of one JSON object; what it needs and does not find becomes a Decode error that names the path.
class JsonReader {
public:
    /// `path` says where the object stands, such as `$.items[3]`.
    JsonReader(const RawJson &json, QString path) : m_json(json), m_path(std::move(path)) {}

    [[nodiscard]] Result<Done> isObject() const;
    [[nodiscard]] Result<QString> text(const QString &key) const;
    [[nodiscard]] Result<qint64> integer(const QString &key) const;
    /// The text, or an empty one where it is missing, null or of another type.
    [[nodiscard]] QString textOr(const QString &key) const;
    [[nodiscard]] std::optional<RawJson> find(const QString &key) const { return m_json.member(key); }
    [[nodiscard]] const QString &path() const { return m_path; }

private:
    RawJson m_json;
    QString m_path;
};

/// A Decode error at a path.
Error decodeErrorAt(const QString &path, const QString &expected);

} // namespace metascope
