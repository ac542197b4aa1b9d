// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/schemamodel.h"
#include "app/edit/schemadocument.h"
#include "app/model/indexmodel.h"
#include "app/model/roles.h"
#include "tests/support/testmain.h"

#include <QtCore/QMimeData>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

Field field(const char *json)
{
    return *fieldFromJson(*RawJson::parse(json));
}

QList<Field> fields()
{
    return {
        field(R"({"name":"id","type":"int","required":true})"),
        field(R"({"name":"title","type":"text","default":"x","description":"what"})"),
        field(
            R"({"name":"group","type":"object","children":[{"name":"title","type":"text"},{"name":"in","type":"object","children":[{"name":"n","type":"int"}]}]})"),
        field(R"({"name":"user","type":"int","tableref_id":4,"nullable":true})"),
        field(R"({"name":"tags","type":"text","style":"list"})")};
}

QList<Index> indexes()
{
    Index primary;
    primary.type = QStringLiteral("primary");
    primary.id = QStringLiteral("01");
    primary.fields = {{QStringLiteral("id"), {}}};
    Index unique = primary;
    unique.type = QStringLiteral("btree|unique");
    unique.id = QStringLiteral("02");
    unique.fields
        = {{QStringLiteral("title"), QStringLiteral("desc")}, {QStringLiteral("user"), QStringLiteral("asc")}};
    return {primary, unique};
}

/// The whole table as text, one row a line.
QString printed(const QAbstractItemModel &model)
{
    QString text;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells.append(model.index(row, column).data().toString());
        text += cells.join(QLatin1Char('|')) + QLatin1Char('\n');
    }
    return text;
}

} // namespace

class SchemaModelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_document = std::make_unique<SchemaDocument>(fields(), indexes());
        m_model = std::make_unique<SchemaModel>();
        m_indexes = std::make_unique<IndexModel>();
        new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_model.get());
        new QAbstractItemModelTester(m_indexes.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     m_indexes.get());
        show();
        connect(m_document.get(), &SchemaDocument::changed, m_model.get(), [this] { show(); });
    }

    void theTableAsText()
    {
        QCOMPARE(printed(*m_model),
                 QStringLiteral("|id|int|yes|no||\n"
                                "|title|text|no|no|x|what\n"
                                "|group|object|no|no||\n"
                                "|group.title|text|no|no||\n"
                                "|group.in|object|no|no||\n"
                                "|group.in.n|int|no|no||\n"
                                "|user|reference to table 4|no|yes||\n"
                                "|tags|text list|no|no||\n"));
        m_model->setTableNames({{TableId(4), QStringLiteral("people")}});
        QCOMPARE(m_model->index(6, SchemaModel::TypeColumn).data().toString(), QStringLiteral("reference to people"));
        QStringList heads;
        for (int column = 0; column < m_model->columnCount(); ++column)
            heads.append(m_model->headerData(column, Qt::Horizontal).toString());
        QCOMPARE(heads.join(QLatin1Char('|')),
                 QStringLiteral("Change|Name|Type|Required|Nullable|Default|Description"));
        QCOMPARE(m_model->index(5, 0).data(roles::Depth).toInt(), 2);
        QVERIFY(m_model->index(0, 0).data(roles::Primary).toBool());
    }

    void stagedChangesAreMarked()
    {
        m_document->renameField(key("title"), QStringLiteral("name"));
        m_document->removeField(key("group"));
        Field made;
        made.name = QStringLiteral("extra");
        made.type = QStringLiteral("bool");
        m_document->addField(made);
        QCOMPARE(printed(*m_model),
                 QStringLiteral("|id|int|yes|no||\n"
                                "changed|name|text|no|no|x|what\n"
                                "removed|group|object|no|no||\n"
                                "removed|group.title|text|no|no||\n"
                                "removed|group.in|object|no|no||\n"
                                "removed|group.in.n|int|no|no||\n"
                                "|user|reference to table 4|no|yes||\n"
                                "|tags|text list|no|no||\n"
                                "added|extra|bool|no|no||\n"));
        QVERIFY(m_model->index(1, 1).data(Qt::AccessibleDescriptionRole).toString().contains(QStringLiteral("title")));
    }

    void selectionSurvivesEveryEdit()
    {
        QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        const QPersistentModelIndex selected = m_model->indexOf(key("user"));
        m_document->moveField(key("user"), 1);
        m_document->addField({}, key("id"));
        m_document->renameField(key("user"), QStringLiteral("owner"));
        m_document->removeField(key("title"));
        m_document->moveField(key("owner"), 4);
        QVERIFY(selected.isValid());
        QCOMPARE(selected.data().toString(), QStringLiteral("owner"));
        while (m_document->undoStack().canUndo())
            m_document->undoStack().undo();
        QCOMPARE(selected.data().toString(), QStringLiteral("user"));
        QCOMPARE(selected.row(), 6);
        QCOMPARE(resets.size(), 0);
    }

    void oneDragIsOneMove()
    {
        QSignalSpy moves(m_model.get(), &QAbstractItemModel::rowsMoved);
        m_document->moveField(key("title"), 4);
        QCOMPARE(moves.size(), 1);
        m_document->moveField(key("title"), 1);
        QCOMPARE(moves.size(), 2);
    }

    void dragAndDrop()
    {
        QSignalSpy asked(m_model.get(), &SchemaModel::moveRequested);
        const std::unique_ptr<QMimeData> tags(m_model->mimeData({m_model->indexOf(key("tags"))}));
        // Between title and group.
        QVERIFY(m_model->canDropMimeData(tags.get(), Qt::MoveAction, 2, 0, {}));
        QVERIFY(!m_model->dropMimeData(tags.get(), Qt::MoveAction, 2, 0, {}));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().at(0).value<EntryKey>(), key("tags"));
        QCOMPARE(asked.front().at(1).value<qsizetype>(), 2);
        // Above the primary key means right below it; where it stands is no move.
        m_model->dropMimeData(tags.get(), Qt::MoveAction, 0, 0, {});
        QCOMPARE(asked.back().at(1).value<qsizetype>(), 1);
        QVERIFY(!m_model->canDropMimeData(tags.get(), Qt::MoveAction, -1, -1, {}));
        // Another table's field is none of ours.
        SchemaModel other;
        other.setSchema(m_document->base(), m_document->current());
        QVERIFY(!other.canDropMimeData(tags.get(), Qt::MoveAction, 2, 0, {}));
        QVERIFY(!(m_model->index(0, 0).flags() & Qt::ItemIsDragEnabled));
        QVERIFY(!(m_model->index(3, 0).flags() & Qt::ItemIsDragEnabled));
        QVERIFY(m_model->index(2, 0).flags() & Qt::ItemIsDragEnabled);
    }

    void findingsMarkTheirRows()
    {
        m_document->renameField(key("tags"), QStringLiteral("<b>title"));
        m_model->setFindings({{key("<b>title"), FieldMember::Name, Severity::Problem, QStringLiteral("bad <i>")}});
        const QModelIndex row = m_model->indexOf(key("<b>title"));
        QCOMPARE(row.data(roles::Finding).toInt(), 2);
        const QString tip = row.data(Qt::ToolTipRole).toString();
        QVERIFY(tip.contains(QStringLiteral("bad &lt;i&gt;")));
        QVERIFY(!tip.contains(QStringLiteral("<b>")));
    }

    void indexesAsText()
    {
        QCOMPARE(printed(*m_indexes), QStringLiteral("|primary|id|01\n|unique|title desc, user|02\n"));
        m_document->removeField(key("user"));
        Index added;
        added.type = QStringLiteral("btree");
        added.fields = {{QStringLiteral("title"), QStringLiteral("asc")}};
        const EntryKey addedKey = m_document->addIndex(added);
        QCOMPARE(printed(*m_indexes),
                 QStringLiteral("|primary|id|01\nremoved|unique|title desc, user|02\nadded|btree|title|\n"));
        QCOMPARE(m_indexes->keyAt(m_indexes->indexOf(addedKey)), addedKey);
        QVERIFY(m_indexes->index(0, 0).data(roles::Primary).toBool());
    }

private:
    void show()
    {
        m_model->setSchema(m_document->base(), m_document->current());
        m_indexes->setSchema(m_document->base(), m_document->current());
    }
    [[nodiscard]] EntryKey key(const char *name) const
    {
        for (const FieldRow &row : m_document->fields()) {
            if (row.field.name == QLatin1String(name))
                return row.key;
        }
        return {};
    }

    std::unique_ptr<SchemaDocument> m_document;
    std::unique_ptr<SchemaModel> m_model;
    std::unique_ptr<IndexModel> m_indexes;
};

METASCOPE_TEST(SchemaModelTest)
#include "schemamodeltest.moc"
