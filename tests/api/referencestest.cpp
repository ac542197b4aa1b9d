// SPDX-License-Identifier: GPL-3.0-or-later
// What uses what, from the cache alone: certain from schemas, probable from scripts.
#include "app/session/references.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QTemporaryDir>

#include <algorithm>

using namespace metascope;
using test::acme;
using test::beta;
using test::object;
using test::placeOf;
using test::settled;
using test::whole;

namespace {

/// "uses table customers: field customer_id", with ≈ where it is not certain.
QStringList asText(const QList<FoundReference> &references)
{
    QStringList lines;
    for (const FoundReference &each : references)
        lines.append(QStringLiteral("%1 %2 %3: %4%5")
                         .arg(each.isUse ? QStringLiteral("uses") : QStringLiteral("used by"), kindKey(each.kind),
                              each.name, each.where, each.isCertain ? QString() : QStringLiteral(" ≈")));
    return lines;
}

ObjectSummary scripted(Kind kind, qint64 id, const QString &name, const QByteArray &script)
{
    ObjectSummary made = object(kind, id, name);
    made.xanoScript = QString::fromUtf8(script).replace(QLatin1Char('\''), QLatin1Char('"'));
    return made;
}

NodePath pathOf(Kind kind, qint64 id, const QString &group = {})
{
    NodePath path = NodePath::ofKind(acme, WorkspaceId(1), kind);
    path.object = QString::number(id);
    if (!group.isEmpty())
        path.group = ObjectId(group.toLongLong());
    return path;
}

} // namespace

class ReferencesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_cache = std::make_unique<WorkspaceCache>(m_folder.filePath(QStringLiteral("cache.sqlite")));
        keep(
            placeOf(Kind::Table),
            {object(
                 Kind::Table, 1, QStringLiteral("customers"),
                 R"({"schema":[{"name":"id","type":"int"},{"name":"mail","type":"email"}],"index":[{"type":"btree|unique","fields":[{"name":"mail","op":"asc"}]}]})"),
             object(
                 Kind::Table, 2, QStringLiteral("orders"),
                 R"({"schema":[{"name":"id","type":"int"},{"name":"customer_id","type":"int","tableref_id":1},{"name":"before","type":"int","tableref_id":2}]})"),
             object(Kind::Table, 3, QStringLiteral("unread"), R"({"id":3})"),
             object(Kind::Table, 4, QStringLiteral("ab"), R"({"schema":[{"name":"id"}]})")});
        keep(placeOf(Kind::Function),
             {scripted(
                  Kind::Function, 1, QStringLiteral("ship"),
                  "function ship {\n  db.query orders {\n    where = $db.orders.id == 1\n  }\n  function.run audit\n}"),
              scripted(Kind::Function, 2, QStringLiteral("audit"),
                       "function audit {\n  db.add customers { data = {mail: 1} }\n}"),
              scripted(Kind::Function, 3, QStringLiteral("speaks"),
                       "// all orders\n$orders.customers = 'some orders'\n$x.mail"),
              object(Kind::Function, 4, QStringLiteral("not_read"))});
        ObjectSummary list
            = scripted(Kind::Endpoint, 7, QStringLiteral("orders/{id}"),
                       "query 'orders/{id}' verb=GET {\n  function.run ship\n\n  function.run 'ship'\n}");
        list.verb = QStringLiteral("GET");
        keep(placeOf(Kind::Endpoint, acme, 1, QStringLiteral("5")), {list});
        keep(placeOf(Kind::Task),
             {scripted(Kind::Task, 1, QStringLiteral("nightly"),
                       "task nightly {\n  api.call 'https://acme.example/api:x/orders/{id}'\n}")});
        // Elsewhere the same names mean something else.
        keep(placeOf(Kind::Function, acme, 2),
             {scripted(Kind::Function, 9, QStringLiteral("other"), "db.query orders")});
        keep(placeOf(Kind::Function, beta, 1),
             {scripted(Kind::Function, 9, QStringLiteral("theirs"), "db.query orders")});
    }

    void findsReferences_data()
    {
        QTest::addColumn<NodePath>("path");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const NodePath &path, const QString &field, const QStringList &found) {
            QTest::newRow(name) << path << field << found;
        };
        row("a table that uses others", pathOf(Kind::Table, 2), {},
            {QStringLiteral("uses table customers: field customer_id"),
             QStringLiteral("uses table orders: field before"), QStringLiteral("used by table orders: field before"),
             QStringLiteral("used by function ship: lines 2, 3 ≈")});
        row("a table that others use", pathOf(Kind::Table, 1), {},
            {QStringLiteral("used by table orders: field customer_id"),
             QStringLiteral("used by function audit: line 2 ≈")});
        row("a field with an index", pathOf(Kind::Table, 1), QStringLiteral("mail"),
            {QStringLiteral("used by table customers: index btree|unique"),
             QStringLiteral("used by function audit: line 2 ≈")});
        row("a field that names a table", pathOf(Kind::Table, 2), QStringLiteral("customer_id"),
            {QStringLiteral("uses table customers: field customer_id")});
        row("a function", pathOf(Kind::Function, 1), {},
            {QStringLiteral("uses table orders: lines 2, 3 ≈"), QStringLiteral("uses function audit: line 5 ≈"),
             QStringLiteral("used by endpoint GET orders/{id}: lines 2, 4 ≈")});
        row("an endpoint", pathOf(Kind::Endpoint, 7, QStringLiteral("5")), {},
            {QStringLiteral("uses function ship: lines 2, 4 ≈"), QStringLiteral("used by task nightly: line 2 ≈")});
        row("a task", pathOf(Kind::Task, 1), {}, {QStringLiteral("uses endpoint GET orders/{id}: line 2 ≈")});
        row("nothing uses it", pathOf(Kind::Function, 4), {}, {});
    }
    void findsReferences()
    {
        QFETCH(NodePath, path);
        QFETCH(QString, field);
        QFETCH(QStringList, found);
        References references(m_cache.get());
        const auto answer = settled(references.find(path, field));
        QVERIFY(answer);
        QCOMPARE(asText(answer->references), found);
        QCOMPARE(answer->missingSchemas, path.kind == Kind::Table ? 1 : 0);
        QCOMPARE(answer->missingTexts, 2);
        QVERIFY(!answer->hasMore && !answer->isNameTooShort);
        for (const FoundReference &each : std::as_const(answer->references))
            QVERIFY(NodePath::fromKey(each.key) && NodePath::fromKey(each.key)->isObject());
    }

    void aShortNameIsToldApart()
    {
        References references(m_cache.get());
        const auto answer = settled(references.find(pathOf(Kind::Table, 4)));
        QVERIFY(answer);
        QVERIFY(answer->isNameTooShort);
        QVERIFY(answer->references.isEmpty());
    }

    void saysWhatIsMissing_data()
    {
        QTest::addColumn<NodePath>("path");
        QTest::addColumn<bool>("hasCache");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no cache") << pathOf(Kind::Table, 1) << false << ErrorKind::Storage;
        QTest::newRow("an object that is not kept") << pathOf(Kind::Table, 99) << true << ErrorKind::NotFound;
        QTest::newRow("a list that is not kept") << pathOf(Kind::Agent, 1) << true << ErrorKind::NotFound;
        QTest::newRow("a group") << NodePath::ofKind(acme, WorkspaceId(1), Kind::Table) << true << ErrorKind::NotFound;
        QTest::newRow("an instance") << NodePath::ofInstance(acme) << true << ErrorKind::NotFound;
    }
    void saysWhatIsMissing()
    {
        QFETCH(NodePath, path);
        QFETCH(bool, hasCache);
        QFETCH(ErrorKind, kind);
        References references(hasCache ? m_cache.get() : nullptr);
        const auto answer = settled(references.find(path));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, kind);
        QVERIFY(!answer.error().message.isEmpty());
    }

    void canBeGivenUp()
    {
        References references(m_cache.get());
        for (int rounds = 0; rounds < 8; ++rounds) {
            const auto reply = references.find(pathOf(Kind::Table, 2));
            for (int i = 0; i < rounds; ++i)
                QVERIFY(settled(m_cache->size(acme)));
            reply.abort();
            const auto answer = settled(reply);
            QVERIFY(answer || answer.error().kind == ErrorKind::Cancelled);
        }
        auto brief = std::make_unique<References>(m_cache.get());
        const auto reply = brief->find(pathOf(Kind::Table, 2));
        brief.reset();
        QCOMPARE(settled(reply).error().kind, ErrorKind::Cancelled);
    }

    void cleanupTestCase() { m_cache.reset(); }

private:
    void keep(const CachePlace &place, const QList<ObjectSummary> &objects)
    {
        QVERIFY(settled(m_cache->store(place, whole(objects))));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<WorkspaceCache> m_cache;
};

METASCOPE_TEST(ReferencesTest)

#include "referencestest.moc"
