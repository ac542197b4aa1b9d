// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/schemadocument.h"
#include "app/edit/planrequests.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;
using namespace metascope::test;

namespace {

QList<Field> fields()
{
    QList<Field> list;
    for (const char *json : {R"({"name":"id","type":"int"})", R"({"name":"a","type":"text","x":1.0})",
                             R"({"name":"b","type":"hologram","size":1e400})", R"({"name":"\ud800","type":"text"})"})
        list.append(SchemaGenerator::field(json));
    return list;
}

QList<Index> indexes()
{
    return {SchemaGenerator::index(QStringLiteral("primary"), {QStringLiteral("id")}, "01"),
            SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("a"), QStringLiteral("b")}, "02")};
}

QString names(const SchemaDocument &document)
{
    QStringList list;
    for (const FieldRow &row : document.fields())
        list.append((row.changes.testFlag(EntryChange::Removed) ? QStringLiteral("-") : QString()) + row.field.name);
    return list.join(QLatin1Char(' '));
}

EntryKey keyOf(const SchemaDocument &document, const QString &name)
{
    for (const FieldRow &row : document.fields()) {
        if (row.field.name == name)
            return row.key;
    }
    return {};
}

const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");

} // namespace

class SchemaDocumentTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_document = std::make_unique<SchemaDocument>(fields(), indexes());
        m_document->removeField(keyOf(*m_document, QString(QChar(0xd800))));
        m_document->rebase(m_document->current(), false);
    }

    void everyEditIsOneCommandWithAName()
    {
        SchemaDocument &document = *m_document;
        const EntryKey keyA = keyOf(document, a);
        struct Edit {
            std::function<void()> edit;
            QString text;
            QString after;
        };
        const QList<Edit> edits{
            {[&] { document.addField({}, keyA); }, QStringLiteral("Add Field"), QStringLiteral("id a new_field b")},
            {[&] { document.duplicateField(keyA); }, QStringLiteral("Duplicate Field"),
             QStringLiteral("id a a_copy new_field b")},
            {[&] { document.renameField(keyA, QStringLiteral("t")); }, QStringLiteral("Rename Field"),
             QStringLiteral("id t a_copy new_field b")},
            {[&] { document.moveField(keyA, 4); }, QStringLiteral("Move Field"),
             QStringLiteral("id a_copy new_field b t")},
            {[&] { document.removeField(keyOf(document, b)); }, QStringLiteral("Remove Field"),
             QStringLiteral("id a_copy new_field t -b")},
            {[&] { document.restoreField(keyOf(document, b)); }, QStringLiteral("Restore Field"),
             QStringLiteral("id a_copy new_field t b")},
        };
        QStringList states{names(document)};
        for (const Edit &edit : edits) {
            edit.edit();
            QCOMPARE(names(document), edit.after);
            QCOMPARE(document.undoStack().undoText(), edit.text);
            states.append(edit.after);
        }
        QCOMPARE(document.undoStack().count(), edits.size());
        QVERIFY(document.isDirty());
        for (qsizetype i = states.size() - 2; i >= 0; --i) {
            document.undoStack().undo();
            QCOMPARE(names(document), states.at(i));
        }
        QVERIFY(!document.isDirty());
        for (qsizetype i = 1; i < states.size(); ++i) {
            document.undoStack().redo();
            QCOMPARE(names(document), states.at(i));
        }
    }

    void typingIsOneCommandAndTypingBackIsClean()
    {
        const EntryKey key = keyOf(*m_document, a);
        QSignalSpy changed(m_document.get(), &SchemaDocument::changed);
        m_document->renameField(key, QStringLiteral("ab"));
        m_document->renameField(key, QStringLiteral("abc"));
        QCOMPARE(m_document->undoStack().count(), 1);
        QCOMPARE(changed.size(), 2);
        m_document->renameField(key, a);
        QVERIFY(!m_document->isDirty());
        QCOMPARE(m_document->undoStack().count(), 0);
        m_document->renameField(key, a);
        QCOMPARE(changed.size(), 3);
    }

    void thePrimaryKeyStays()
    {
        const EntryKey key = keyOf(*m_document, QStringLiteral("id"));
        m_document->renameField(key, b);
        m_document->removeField(key);
        m_document->moveField(key, 1);
        m_document->moveField(keyOf(*m_document, a), 0);
        Field other;
        m_document->changeField(key, other, QStringLiteral("Type"));
        m_document->removeIndex(m_document->current().indexes.front().key);
        QVERIFY(!m_document->isDirty());
        QVERIFY(m_document->isPrimary(key));
    }

    void indexesFollowTheirFields()
    {
        const EntryKey key = keyOf(*m_document, a);
        m_document->renameField(key, QStringLiteral("title"));
        QCOMPARE(m_document->current().indexes.at(1).value.fields.front().name, QStringLiteral("title"));
        QCOMPARE(m_document->plan()->steps.size(), 1);
        // On the way to a name one may pass another's: the index still means the same field.
        m_document->renameField(key, b);
        m_document->renameField(key, QStringLiteral("bb"));
        QCOMPARE(m_document->current().indexes.at(1).value.fields.front().name, QStringLiteral("bb"));
        QCOMPARE(m_document->current().indexes.at(1).value.fields.back().name, b);
        m_document->removeField(key);
        QCOMPARE(m_document->current().indexes.size(), 1);
        QCOMPARE(m_document->indexes().at(1).changes, EntryChanges(EntryChange::Removed));
        m_document->restoreField(key);
        QCOMPARE(m_document->current().indexes.size(), 2);
        QVERIFY(!m_document->isDirty());
    }

    void aDuplicateCarriesEverything()
    {
        const EntryKey copy = *m_document->duplicateField(keyOf(*m_document, b));
        const Field field = *m_document->field(copy);
        QCOMPARE(field.name, QStringLiteral("b_copy"));
        QCOMPARE(fieldToJson(field).member(u"size")->text(), QByteArray("1e400"));
        QCOMPARE(m_document->duplicateField(keyOf(*m_document, b)).has_value(), true);
        QCOMPARE(names(*m_document), QStringLiteral("id a b b_copy_2 b_copy"));
    }

    void anAddedFieldThatIsRemovedIsGone()
    {
        const EntryKey key = m_document->addField({});
        m_document->removeField(key);
        QVERIFY(!m_document->isDirty());
        QCOMPARE(names(*m_document), QStringLiteral("id a b"));
    }

    void revertOneField()
    {
        const EntryKey key = keyOf(*m_document, a);
        m_document->renameField(key, QStringLiteral("t"));
        Field field = *m_document->field(key);
        field.required = true;
        m_document->changeField(key, field, QStringLiteral("Required"));
        QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Change Required"));
        m_document->revertField(key);
        QVERIFY(!m_document->isDirty());
    }

    void discardIsOneStepBackAndUndoable()
    {
        m_document->addField({});
        m_document->renameField(keyOf(*m_document, a), QStringLiteral("t"));
        m_document->discard();
        QVERIFY(!m_document->isDirty());
        m_document->undoStack().undo();
        QCOMPARE(m_document->changes().total(), 2);
    }

    void indexesAreStagedToo()
    {
        const EntryKey added
            = m_document->addIndex(SchemaGenerator::index(QStringLiteral("btree|unique"), {QStringLiteral("b")}));
        const EntryKey loaded = m_document->current().indexes.at(1).key;
        m_document->removeIndex(loaded);
        QCOMPARE(m_document->indexes().size(), 3);
        QCOMPARE(m_document->changes(), (ChangeCounts{.added = 1, .removed = 1}));
        m_document->restoreIndex(loaded);
        m_document->removeIndex(added);
        QVERIFY(!m_document->isDirty());
    }

    void aDraftIsExact()
    {
        SchemaDocument document(fields(), indexes());
        QVERIFY(document.draft().isEmpty());
        document.addField({});
        document.duplicateField(keyOf(document, b));
        document.renameField(keyOf(document, a), QStringLiteral("t"));
        document.removeField(keyOf(document, QString(QChar(0xd800))));
        const QByteArray draft = document.draft();
        SchemaDocument restored;
        QVERIFY(restored.restoreDraft(draft));
        QCOMPARE(restored.base(), document.base());
        QCOMPARE(names(restored), names(document));
        QCOMPARE(restored.draft(), draft);
        QCOMPARE(restored.plan()->steps, document.plan()->steps);
        // New entries do not take keys that are in use.
        const EntryKey key = restored.addField({});
        QVERIFY(!findEntry(document.current().fields, key) && !findEntry(document.base().fields, key));
    }

    void propertiesAreStagedLikeFields()
    {
        TableProperties properties;
        properties.name = QStringLiteral("t");
        m_document->changeProperties(properties, QStringLiteral("Name"));
        QVERIFY(!m_document->isDirty()); // they were not read
        properties.autocomplete = QStringList{b, a};
        m_document->load(fields(), indexes(), properties);
        QVERIFY(!m_document->isDirty());
        TableProperties edited = properties;
        for (const char *text : {"d", "do", "doc"}) {
            edited.docs = QString::fromLatin1(text);
            m_document->changeProperties(edited, QStringLiteral("Documentation"));
        }
        QCOMPARE(m_document->undoStack().count(), 1);
        QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Change Documentation"));
        QCOMPARE(m_document->plan()->steps.size(), 1);
        QCOMPARE(m_document->plan()->steps.front().body.text(), QByteArray(R"({"docs":"doc"})"));
        // A draft keeps them to the letter.
        SchemaDocument restored;
        QVERIFY(restored.restoreDraft(m_document->draft()));
        QCOMPARE(restored.base().properties, m_document->base().properties);
        QCOMPARE(restored.current().properties, m_document->current().properties);
        m_document->revertProperty(TableProperty::Docs);
        QVERIFY(!m_document->isDirty());
    }

    void theAutocompleteFollowsItsFields()
    {
        TableProperties properties;
        properties.name = QStringLiteral("t");
        properties.autocomplete = QStringList{b, a};
        m_document->load(fields(), indexes(), properties);
        const auto staged = [this] { return m_document->current().properties->autocomplete.value_or(QStringList()); };
        const EntryKey key = keyOf(*m_document, a);
        m_document->renameField(key, QStringLiteral("t"));
        QCOMPARE(staged(), (QStringList{b, QStringLiteral("t")}));
        m_document->revertField(key);
        QVERIFY(!m_document->isDirty());
        const EntryKey other = keyOf(*m_document, b);
        m_document->removeField(other);
        QCOMPARE(staged(), QStringList{a});
        QVERIFY(m_document->plan());
        m_document->restoreField(other);
        QCOMPARE(staged(), (QStringList{b, a}));
        QVERIFY(!m_document->isDirty());
        // Others have renamed the table meanwhile: what I staged goes on top.
        TableProperties mine = properties;
        mine.description = QStringLiteral("mine");
        m_document->changeProperties(mine, QStringLiteral("Description"));
        TableSchema theirs = m_document->base();
        theirs.properties->name = QStringLiteral("theirs");
        m_document->rebase(theirs, true);
        QCOMPARE(m_document->current().properties->name, QStringLiteral("theirs"));
        QCOMPARE(m_document->current().properties->description, QStringLiteral("mine"));
        QCOMPARE(m_document->plan()->steps.front().body.text(), QByteArray(R"({"description":"mine"})"));
    }

    void theReviewShowsTheWholeListOfIndexes()
    {
        QList<Index> read;
        for (const char *json : {R"({"id":"01","type":"primary","fields":[{"name":"id"}]})",
                                 R"({"id":"02","type":"btree","fields":[{"name":"a","op":"asc"}],"x":1.0})"})
            read.append(*indexFromJson(*RawJson::parse(json)));
        m_document->load(fields(), read);
        m_document->renameField(keyOf(*m_document, a), QStringLiteral("t"));
        Index gin = SchemaGenerator::index(QStringLiteral("gin"), {QStringLiteral("t")});
        m_document->addIndex(gin);
        const auto plan = m_document->plan();
        QVERIFY(plan);
        const QList<StepPreview> previews = previewRequests(*plan, WorkspaceId(1), TableId(7));
        QCOMPARE(previews.size(), 2);
        QCOMPARE(requestTitle(previews.at(1).request), QStringLiteral("PUT /workspace/1/table/7/index"));
        const QList<RawJson> list = previews.at(1).request.body->member(u"index")->elements();
        QCOMPARE(list.size(), m_document->base().indexes.size() + 1);
        QVERIFY(list.constLast().text().contains(R"("type":"gin")"));
        // By then the server has renamed the field in the others.
        QVERIFY(list.at(1).text().contains(R"("name":"t")"));
        QCOMPARE(previews.at(1).changed.size(), 1);
        const ConfirmedWrite put = confirmedWrite(plan->steps.at(1), WorkspaceId(1), TableId(7));
        QList<RawJson> now = list;
        now.removeLast();
        QCOMPARE(*listBody(*put.list, RawJson::array(now)), *previews.at(1).request.body);
    }

    void aDamagedDraftIsRefused_data()
    {
        QTest::addColumn<QByteArray>("draft");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << m_whole.left(m_whole.size() / 2);
        QTest::newRow("other version") << QByteArray(R"({"version":99})");
        QTest::newRow("no keys") << QByteArray(
            R"({"version":1,"base":{"fields":[{"raw":null,"json":{"name":"a","type":"b"}}]},"current":{}})");
    }
    void aDamagedDraftIsRefused()
    {
        QFETCH(QByteArray, draft);
        QVERIFY(!m_document->restoreDraft(draft));
        QCOMPARE(names(*m_document), QStringLiteral("id a b"));
    }

    void afterApplyTheServersAnswerIsTheBase()
    {
        m_document->renameField(keyOf(*m_document, a), QStringLiteral("t"));
        m_document->addField({});
        KeySource keys;
        TableSchema server = m_document->current();
        for (Keyed<Field> &field : server.fields)
            field.value = *fieldFromJson(fieldToJson(field.value));
        m_document->rebase(server, false);
        QVERIFY(!m_document->isDirty());
        QVERIFY(!m_document->undoStack().canUndo());
        QVERIFY(m_document->plan()->isEmpty());
    }

    void theReviewShowsTheExactRequests()
    {
        m_document->renameField(keyOf(*m_document, a), QStringLiteral("t"));
        const EntryKey key = keyOf(*m_document, QStringLiteral("t"));
        Field field = *m_document->field(key);
        field.required = true;
        m_document->changeField(key, field, QStringLiteral("Required"));
        const auto plan = m_document->plan();
        const QList<StepPreview> previews = previewRequests(*plan, WorkspaceId(1), TableId(7));
        QCOMPARE(previews.size(), 2);
        QCOMPARE(requestTitle(previews.at(0).request), QStringLiteral("POST /workspace/1/table/7/schema/rename"));
        QCOMPARE(previews.at(0).request.body->text(), QByteArray(R"({"old_name":"a","new_name":"t"})"));
        QCOMPARE(requestTitle(previews.at(1).request), QStringLiteral("PUT /workspace/1/table/7/schema"));
        QCOMPARE(
            previews.at(1).request.body->text(),
            QByteArray(R"({"schema":[{"name":"id","type":"int"},{"name":"t","type":"text","x":1.0,"required":true},)"
                       R"({"name":"b","type":"hologram","size":1e400}]})"));
        QCOMPARE(previews.at(1).changed, QStringList{QStringLiteral("t")});
        // The gate makes the same body from the same read.
        const ConfirmedWrite put = confirmedWrite(plan->steps.at(1), WorkspaceId(1), TableId(7));
        const auto read = RawJson::parse(
            R"([{"name":"id","type":"int"},{"name":"t","type":"text","x":1.0},{"name":"b","type":"hologram","size":1e400}])");
        QCOMPARE(*listBody(*put.list, *read), *previews.at(1).request.body);
    }

    void initTestCase()
    {
        SchemaDocument document(fields(), indexes());
        document.addField({});
        m_whole = document.draft();
        QVERIFY(!m_whole.isEmpty());
    }

private:
    std::unique_ptr<SchemaDocument> m_document;
    QByteArray m_whole;
};

METASCOPE_TEST(SchemaDocumentTest)
#include "schemadocumenttest.moc"
