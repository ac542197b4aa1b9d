// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/database.h"
#include "app/sandbox/core/route.h"
#include "app/sandbox/options.h"

namespace metascope::sandbox {

/// What holds for a whole run.
struct Environment {
    ApiOptions options;
    Inventory inventory;
    Origins origins;
};

/// One call on its way through a handler: where it goes, what came with it, and the state it works on.
/// Lives on the database's thread, shorter than its parts.
class Call final {
public:
    /// `grants` is what the caller may do, see grants().
    Call(const HttpRequest &request, const Route &route, PathArguments arguments, const Environment &environment,
         Database &database, const Grants &grants);

    /// Whether the query holds what the route declares. 400 naming the first parameter of the wrong kind.
    [[nodiscard]] Outcome<bool> checkQuery() const;

    [[nodiscard]] Database &database() const { return m_database; }
    [[nodiscard]] const Environment &environment() const { return m_environment; }
    [[nodiscard]] bool is2023() const { return m_environment.options.dialect == Dialect::Year2023; }
    [[nodiscard]] int instance() const { return m_request.instance; }
    [[nodiscard]] const HttpRequest &request() const { return m_request; }
    /// What the token of the call is good for; checked before any handler runs.
    [[nodiscard]] const Grants &grants() const { return m_grants; }
    /// Milliseconds since the epoch, one moment for the whole call.
    [[nodiscard]] qint64 now() const { return m_now; }

    /// A path argument; the template has it.
    [[nodiscard]] QString argument(QStringView name) const;
    /// The same as a number. 400 where it is none.
    [[nodiscard]] Outcome<qint64> id(QStringView name) const;
    /// The number of the workspace in the path, checked before any handler runs.
    [[nodiscard]] qint64 workspace() const;

    /// A parameter that the route declares; `otherwise` where it is not there or empty.
    [[nodiscard]] QString query(QStringView name, const QString &otherwise = {}) const;
    [[nodiscard]] bool flag(QStringView name) const;
    /// A number of the query. 400 where the text is none.
    [[nodiscard]] Outcome<qint64> number(QStringView name, qint64 otherwise) const;

    /// The members of the body that the route declares. 400 for anything but an object (no body is an empty one), and
    /// for a member that is missing or of the wrong kind.
    [[nodiscard]] Outcome<RawJson> body() const;
    /// The record set that the call names, `live` where it names none. 404 for an unknown one.
    [[nodiscard]] Outcome<QString> dataSource() const;
    /// The branch that the query names, the live one where it names none. 404 for an unknown label.
    [[nodiscard]] Outcome<QString> branch() const;
    /// The label of the live branch.
    [[nodiscard]] QString liveBranch() const;

private:
    const HttpRequest &m_request;
    const Route &m_route;
    PathArguments m_arguments;
    QList<std::pair<QString, QString>> m_query;
    const Environment &m_environment;
    Database &m_database;
    Grants m_grants;
    qint64 m_now = 0;
};

/// A value of the query of `target`, declared or not; empty where it is not there.
QString queryValue(const QByteArray &target, QStringView name);

/// The member `xanoscript`: 2026 wraps the text with its state, older engines gave the text alone.
RawJson xanoScript(const Call &call, const QString &text);

/// A text member of `object`; nothing where it is not there or no text.
std::optional<QString> textOf(const RawJson &object, QStringView key);

} // namespace metascope::sandbox
