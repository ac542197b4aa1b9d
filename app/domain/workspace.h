// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "app/base/rawjson.h"
#include "app/domain/kind.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace metascope {

/// Who the token belongs to (`/auth/me`).
struct Person {
    QString name;
    QString email;
    QString instanceName; ///< from `extras.instance`, empty for an account token
    QString role; ///< from `extras.instance.membership.role`, where told
    bool operator==(const Person &) const = default;
};

/// One instance of an account (`/instance` of the account API).
struct InstanceInfo {
    QString name; ///< Xano's own, such as x8ki-letl-twmt
    QString displayName;
    QString metaApi; ///< absolute URL of its Metadata API
    std::optional<bool> rateLimited; ///< whether the plan has a request limit
    bool operator==(const InstanceInfo &) const = default;
};

struct Workspace {
    WorkspaceId id;
    QString name;
    QString description;
    RawJson raw;
    bool operator==(const Workspace &) const = default;
};

struct Branch {
    BranchLabel label;
    QString description;
    bool live = false;
    bool operator==(const Branch &) const = default;
};

struct DataSource {
    DataSourceLabel label;
    QString color;
    bool operator==(const DataSource &) const = default;
};

/// What is known of any object from a list or a get: enough for the tree and the facts page.
struct ObjectSummary {
    Kind kind = Kind::Table;
    ObjectId id; ///< 0 for what has no number: a branch, a data source, a unit test
    QString key; ///< what a path names it by: the number as text, or a label
    QString name;
    QString verb; ///< of an endpoint
    QString description;
    QStringList tags;
    std::optional<QDateTime> createdAt; ///< UTC
    std::optional<QDateTime> updatedAt; ///< UTC
    QString xanoScript; ///< where asked for and sent
    RawJson raw;
    bool operator==(const ObjectSummary &) const = default;
};

} // namespace metascope
