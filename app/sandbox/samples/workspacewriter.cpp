// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/samples/workspacewriter.h"

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr qint64 firstMoment = 1'705'311'000'000; ///< 2024-01-15 09:30 UTC
constexpr qint64 hour = 3'600'000;

constexpr char KeyColumns[]
    = R"({"name":"id","type":"int","description":"","nullable":false,"default":"","required":true,"access":"public","sensitive":false,"style":"single"},)"
      R"({"name":"created_at","type":"timestamp","description":"","nullable":false,"default":"now","required":false,"access":"private","sensitive":false,"style":"single"})";

constexpr char NoCache[] = R"({"active":false,"ttl":3600,"input":true,"auth":true,"datasource":true,"ip":false,)"
                           R"("headers":[],"env":[]})";

/// The inputs that an endpoint's path names, as in `orders/{order_id}`.
QList<RawJson> inputsOf(const QString &path)
{
    QList<RawJson> inputs;
    for (const QString &segment : path.split(u'/'))
        if (segment.startsWith(u'{'))
            inputs.append(RawJson::object({{u"name"_s, RawJson::string(segment.mid(1, segment.size() - 2))},
                                           {u"type"_s, RawJson::string(u"int")},
                                           {u"required"_s, RawJson::boolean(true)}}));
    return inputs;
}

} // namespace

WorkspaceWriter::WorkspaceWriter(Database &database, int instance, qint64 id, const QString &name,
                                 const QString &description)
    : m_database(database), m_instance(instance), m_id(id), m_moment(firstMoment)
{
    const RawJson json = RawJson::object(
        {{u"id"_s, RawJson::integer(id)},
         {u"name"_s, RawJson::string(name)},
         {u"description"_s, RawJson::string(description)},
         {u"swagger"_s, RawJson::boolean(true)},
         {u"documentation"_s,
          RawJson::object({{u"link"_s, RawJson::string(u"")}, {u"require_token"_s, RawJson::boolean(true)}})}});
    m_database.run(u"INSERT INTO workspace VALUES(?, ?, ?)"_s, {instance, id, json.text()});
}

void WorkspaceWriter::branch(const QString &label, bool isLive, const QString &description)
{
    m_database.run(u"INSERT INTO branch VALUES(?, ?, ?, ?, ?, ?, ?)"_s,
                   {m_instance, m_id, label, m_moment += hour, isLive ? 1 : 0, description, u"#ebc346"_s});
}

void WorkspaceWriter::dataSource(const QString &label, const QString &color)
{
    m_database.run(u"INSERT INTO datasource VALUES(?, ?, ?, ?)"_s, {m_instance, m_id, label, color});
}

qint64 WorkspaceWriter::table(const QString &name, const QString &description, const QByteArray &columns,
                              const QByteArray &indexes)
{
    const QByteArray all = QByteArray("[") + KeyColumns + (columns.isEmpty() ? "" : ",") + columns + "]";
    const QByteArray own = indexes.mid(1, indexes.size() - 2);
    const auto indexId = [this](int n) { return QByteArray::number(0x10000000 + m_index * 16 + n, 16); };
    m_index += 16;
    const QByteArray list = R"([{"id":")" + indexId(0) + R"(","type":"primary","fields":[{"name":"id"}]},{"id":")"
        + indexId(1) + R"(","type":"btree","fields":[{"name":"created_at","op":"desc"}]})" + (own.isEmpty() ? "" : ",")
        + own + "]";
    const qint64 id = wholeTable(name, description, all, list);
    m_dated.insert(id);
    return id;
}

qint64 WorkspaceWriter::wholeTable(const QString &name, const QString &description, const QByteArray &columns,
                                   const QByteArray &indexes)
{
    const qint64 id = m_database.nextId(u"table/%1"_s.arg(m_instance));
    const RawJson facts
        = RawJson::object({{u"name"_s, RawJson::string(name)},
                           {u"description"_s, RawJson::string(description)},
                           {u"docs"_s, RawJson::string(u"")},
                           {u"guid"_s, RawJson::string(u"sandbox-table-%1-%2"_s.arg(m_instance).arg(id))},
                           {u"auth"_s, RawJson::boolean(name == "users"_L1)},
                           {u"tag"_s, RawJson::array({})}});
    m_moment += hour;
    m_database.run(u"INSERT INTO tables VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                   {m_instance, id, m_id, name, m_moment, m_moment, facts.text(), columns, indexes});
    return id;
}

void WorkspaceWriter::record(qint64 table, const QString &source, const QByteArray &members)
{
    const qint64 id = m_database.nextId(u"record/%1/%2/%3"_s.arg(m_instance).arg(table).arg(source));
    const QByteArray moment
        = m_dated.contains(table) ? R"(,"created_at":)" + QByteArray::number(firstMoment + id * hour) : QByteArray();
    const QByteArray json
        = R"({"id":)" + QByteArray::number(id) + moment + (members.isEmpty() ? "" : ",") + members + "}";
    m_database.run(u"INSERT INTO record VALUES(?, ?, ?, ?, ?)"_s, {m_instance, table, source, id, json});
}

qint64 WorkspaceWriter::object(const QString &kind, const QString &branch, const QString &name,
                               const QString &description, const QString &script, const QByteArray &more, qint64 parent)
{
    const qint64 id = m_database.nextId(u"logic/%1/%2"_s.arg(m_instance).arg(kind));
    QList<std::pair<QString, RawJson>> members{{u"name"_s, RawJson::string(name)}};
    const auto text = [&members](const QString &key, const QString &value) {
        members.append({key, RawJson::string(value)});
    };
    if (kind != "realtime_channel"_L1)
        text(u"description"_s, description);
    if (QStringList{u"tool"_s, u"workflow_test"_s}.contains(kind))
        text(u"docs"_s, {});
    if (!QStringList{u"agent"_s, u"mcp_server"_s, u"realtime_channel"_s, u"static_host"_s, u"release"_s}.contains(kind))
        text(u"guid"_s, u"sandbox-%1-%2-%3"_s.arg(kind).arg(m_instance).arg(id));
    if (!branch.isEmpty())
        members.append({u"tag"_s, RawJson::array({})});
    const auto own = RawJson::parse('{' + more + '}').value_or(RawJson());
    for (const RawJson::Member &member : own.members())
        members.append({member.key, member.value});
    m_moment += hour;
    m_database.run(u"INSERT INTO logic VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                   {m_instance, kind, id, m_id, branch, parent, name, m_moment, m_moment,
                    RawJson::object(members).text(), script});
    return id;
}

void WorkspaceWriter::file(const QString &name, qint64 size, const QString &mime, bool isPrivate)
{
    const qint64 id = m_database.nextId(u"file/%1"_s.arg(m_instance));
    const QString group = mime.section(u'/', 0, 0);
    const QString type = QStringList{u"image"_s, u"video"_s, u"audio"_s}.contains(group) ? group : u"attachment"_s;
    m_moment += hour;
    m_database.run(u"INSERT INTO file VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                   {m_instance, id, m_id, m_moment, name, size, type, mime, isPrivate ? u"private"_s : u"public"_s,
                    u"/vault/sandbox/%1/%2/%3"_s.arg(m_id).arg(id).arg(name)});
}

void WorkspaceWriter::run(const QString &kind, const QString &branch, const QByteArray &members)
{
    const qint64 id = m_database.nextId(u"history/%1/%2"_s.arg(m_instance).arg(kind));
    m_moment += hour;
    m_database.run(u"INSERT INTO history VALUES(?, ?, ?, ?, ?, ?, ?)"_s,
                   {m_instance, kind, id, m_id, branch, m_moment, QByteArray('{' + members + '}')});
}

qint64 WorkspaceWriter::logic(const QString &kind, const QString &branch, const QString &name,
                              const QString &description, const QString &script, qint64 parent, const QString &verb)
{
    const qint64 id = m_database.nextId(u"logic/%1/%2"_s.arg(m_instance).arg(kind));
    const QString guid = u"sandbox-%1-%2-%3"_s.arg(kind).arg(m_instance).arg(id);
    QList<std::pair<QString, RawJson>> members{{u"name"_s, RawJson::string(name)},
                                               {u"description"_s, RawJson::string(description)},
                                               {u"docs"_s, RawJson::string(u"")},
                                               {u"guid"_s, RawJson::string(guid)},
                                               {u"tag"_s, RawJson::array({})}};
    if (kind == "apigroup"_L1)
        members += {{u"canonical"_s, RawJson::string(u"grp%1"_s.arg(id))}, {u"swagger"_s, RawJson::boolean(true)}};
    if (kind == "api"_L1)
        members += {{u"verb"_s, RawJson::string(verb)},
                    {u"input"_s, RawJson::array(inputsOf(name))},
                    {u"auth"_s, RawJson::object({})}};
    if (kind == "api"_L1 || kind == "function"_L1)
        members.append({u"cache"_s, RawJson::parse(NoCache).value_or(RawJson())});
    if (kind == "task"_L1)
        members += {{u"datasource"_s, RawJson::string(u"live")}, {u"active"_s, RawJson::boolean(true)}};
    m_moment += hour;
    m_database.run(u"INSERT INTO logic VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                   {m_instance, kind, id, m_id, branch, parent, name, m_moment, m_moment,
                    RawJson::object(members).text(), script});
    return id;
}

} // namespace metascope::sandbox
