// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/tableviews.h"

#include "app/model/schemamodel.h"
#include "app/session/session.h"
#include "ui/connect/demoworkspace.h"
#include "ui/shell/editorarea.h"

#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include <algorithm>

namespace metascope::test {

void KeptDrafts::keep(const DraftKey &key, const QByteArray &draft)
{
    drop(key);
    drafts.append({key, draft});
}

void KeptDrafts::drop(const DraftKey &key)
{
    drafts.removeIf([&key](const auto &each) { return each.first == key; });
}

std::optional<QByteArray> KeptDrafts::find(const DraftKey &key) const
{
    const auto found = std::ranges::find(drafts, key, &std::pair<DraftKey, QByteArray>::first);
    return found == drafts.end() ? std::nullopt : std::optional(found->second);
}

TableViews::TableViews(bool readOnly)
    : views(readOnly), tableParts{views.theme, views.icons, &drafts,
                                  [this](const InstanceId &instance, const QList<EndpointId> &calls) {
                                      return refusedRights(views.registry, views.rights, instance, calls);
                                  }}
{
    tableParts.writeLog = &views.journal;
    views.editors.add(Kind::Table, [this](const EditorRequest &request, QWidget *parent) -> Editor * {
        return new TableEditor(request, tableParts, parent);
    });
}

TableEditor *TableViews::open(const QString &table)
{
    const auto fail = [](const char *what) -> TableEditor * {
        QTest::qFail(what, __FILE__, __LINE__);
        return nullptr;
    };
    if (ready.instances.isEmpty()) {
        auto started = sandbox.start();
        if (!started)
            return fail("the sandbox does not start");
        ready = *started;
    }
    const auto &instance = ready.instances.constFirst();
    m_workspace = WorkspaceId(instance.workspaces.constFirst().id);
    if (views.registry.entries().isEmpty()
        && !listDemo({instance.url, ready.token, m_workspace.value()}, QStringLiteral("Acme"), views.registry,
                     views.session))
        return fail("the instance cannot be listed");

    const InstanceId id = views.registry.entries().constFirst().id;
    Session *session = nullptr;
    views.sessions.open(id).then(&views.window,
                                 [&session](const Result<Session *> &opened) { session = opened.value_or(nullptr); });
    if (!QTest::qWaitFor([&session] { return session != nullptr; }))
        return fail("the instance does not open");

    QList<ObjectSummary> tables;
    session->objects()
        .list(Kind::Table, {m_workspace, BranchLabel(QStringLiteral("v1")), {}})
        .then(&views.window, [&tables](const Result<QList<ObjectSummary>> &list) {
            if (list)
                tables = *list;
        });
    if (!QTest::qWaitFor([&tables] { return !tables.isEmpty(); }))
        return fail("there are no tables");
    const auto found = std::ranges::find(tables, table, &ObjectSummary::name);
    if (found == tables.end())
        return fail("there is no such table");
    m_table = TableId(found->id.value());

    EditorRequest request = views.request(m_table.value(), table);
    request.path.instance = id;
    request.path.workspace = m_workspace;
    request.target.instance = id;
    request.target.workspace = m_workspace;
    request.session = session;
    views.window.show();
    views.window.editors().open(request, true);
    views.window.showPage(MainWindow::Page::Editors);
    editor = qobject_cast<TableEditor *>(views.window.editors().currentEditor());
    if (!QTest::qWaitFor([this] { return fields()->model()->rowCount() > 0; }))
        return fail("the fields do not come");
    return editor;
}

QString TableViews::tablePath() const
{
    return QStringLiteral("/workspace/%1/table/%2").arg(m_workspace.value()).arg(m_table.value());
}

void TableViews::byOthers(const QByteArray &method, const QString &path, const QByteArray &body)
{
    const QByteArray order = QByteArrayLiteral(R"({"when":null,"request":{"instance":")")
        + ready.instances.constFirst().name.toUtf8() + R"(","method":")" + method + R"(","path":")"
        + (tablePath() + path).toUtf8() + R"(","body":)" + body + "}}";
    const auto answer = RawJson::parse(sandbox.control("POST", "/mutate", order).body);
    const auto status = answer ? answer->member(u"status") : std::nullopt;
    if (!status || status->toInteger() != 200)
        QTest::qFail("the change by others was refused", __FILE__, __LINE__);
}

QList<sandbox::LoggedRequest> TableViews::writes() const
{
    QList<sandbox::LoggedRequest> made = sandbox.requests();
    made.removeIf([](const sandbox::LoggedRequest &each) { return each.request.method == "GET"; });
    return made;
}

QStringList TableViews::namesOnServer()
{
    const QByteArray order = QByteArrayLiteral(R"({"request":{"instance":")")
        + ready.instances.constFirst().name.toUtf8() + R"(","method":"GET","path":")"
        + (tablePath() + QStringLiteral("/schema")).toUtf8() + "\"}}";
    const auto answer = RawJson::parse(sandbox.control("POST", "/mutate", order).body);
    const auto body = answer ? answer->member(u"body") : std::nullopt;
    QStringList names;
    if (body && body->isArray())
        for (const RawJson &field : body->elements())
            names.append(field.member(u"name")->toString().value_or(QString()));
    return names;
}

QTableView *TableViews::fields() const
{
    return editor->findChild<QTableView *>(QStringLiteral("fields"));
}

QPushButton *TableViews::button(const char *name) const
{
    return editor->findChild<QPushButton *>(QLatin1String(name));
}

QLineEdit *TableViews::edit(const char *name) const
{
    return editor->findChild<QLineEdit *>(QLatin1String(name));
}

QStringList TableViews::row(const QString &name) const
{
    const QAbstractItemModel &model = *fields()->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, SchemaModel::NameColumn).data().toString() != name)
            continue;
        QStringList texts;
        for (int column = 0; column < model.columnCount(); ++column)
            texts.append(model.index(row, column).data().toString());
        return texts;
    }
    return {};
}

void TableViews::select(const QString &name)
{
    const QAbstractItemModel &model = *fields()->model();
    for (int row = 0; row < model.rowCount(); ++row)
        if (const QModelIndex index = model.index(row, SchemaModel::NameColumn); index.data().toString() == name)
            fields()->setCurrentIndex(index);
}

void TableViews::rename(const QString &from, const QString &to)
{
    select(from);
    QLineEdit *name = edit("fieldName");
    name->selectAll();
    QTest::keyClicks(name, to);
}

void TableViews::run(const char *action)
{
    for (QAction *each : editor->editActions())
        if (each->objectName() == QLatin1String(action))
            each->trigger();
}

void TableViews::reviewAndApply()
{
    button("reviewChanges")->click();
    for (int i = 0;; ++i) {
        QLineEdit *confirm = editor->findChild<QLineEdit *>(QStringLiteral("confirm-%1").arg(i));
        if (!confirm)
            break;
        // "Type NAME to Confirm"
        confirm->setText(confirm->accessibleName().section(QLatin1Char(' '), 1, -3));
    }
    button("reviewApply")->click();
}

} // namespace metascope::test
