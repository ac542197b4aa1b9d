// SPDX-License-Identifier: GPL-3.0-or-later
// Fields inside objects, and several fields at once: each edit one undo command with a name.
#include "app/edit/schemadocument.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

#include <random>

using namespace metascope;
using namespace metascope::test;

namespace {

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '));
}

const QByteArray group
    = R"({"name":"group","zzz":1.0,"type":"object","children":[{"name":"title","type":"text","k":0.10},{"name":"deeper","type":"object","children":[{"name":"flag","type":"bool"}]}]})";

QList<Field> fields()
{
    QList<Field> list;
    for (const char *json : {R"({"name":"id","type":"int"})", R"({"name":"a","type":"text","x":1.0})",
                             group.constData(), R"({"name":"b","type":"hologram","size":1e400})"})
        list.append(SchemaGenerator::field(json));
    return list;
}

QStringList names(const SchemaDocument &document)
{
    QStringList list;
    for (const Keyed<Field> &entry : document.current().fields)
        list.append(entry.value.name);
    return list;
}

} // namespace

class SchemaDocumentPlacesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_document = std::make_unique<SchemaDocument>(fields(), QList<Index>{});
        m_keys.clear();
        for (const Keyed<Field> &entry : m_document->current().fields)
            m_keys.append(entry.key);
    }

    void nestedEditsTouchOnlyTheirPart()
    {
        const FieldPlace title{m_keys[2], {0}};
        Field field = *m_document->field(title);
        field.required = true;
        m_document->changeField(title, field, QStringLiteral("Required"));
        QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Change Required"));
        QCOMPARE(fieldToJson(*m_document->field(m_keys[2])).text(),
                 QByteArray(group).replace(R"("k":0.10})", R"("k":0.10,"required":true})"));
        m_document->renameField(title, QStringLiteral("heading"));
        QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Rename Field"));
        QCOMPARE(m_document->loadedField(title)->name, QStringLiteral("title"));
        m_document->revertFields({title});
        QVERIFY(!m_document->isDirty());
    }

    void fieldsAreAddedMovedAndRemovedAtAnyDepth()
    {
        const FieldPlace deeper{m_keys[2], {1}};
        const auto added = m_document->addChild(deeper, Field{});
        QVERIFY(added);
        QCOMPARE(added->path, (QList<qsizetype>{1, 1}));
        QCOMPARE(m_document->undoStack().undoText(), QStringLiteral("Add Field"));
        QCOMPARE(m_document->field(*added)->name, QStringLiteral("new_field"));
        QVERIFY(!m_document->loadedField(*added));
        QVERIFY(m_document->canMoveChild(*added, 0));
        QVERIFY(!m_document->canMoveChild(*added, 2));
        m_document->moveChild(*added, 0);
        QCOMPARE(m_document->field(deeper.child(1))->name, QStringLiteral("flag"));
        QCOMPARE(m_document->loadedField(deeper.child(1))->name, QStringLiteral("flag"));
        m_document->removeFields({deeper.child(0)});
        QVERIFY(!m_document->isDirty());
        m_document->removeFields({deeper});
        QCOMPARE(m_document->field(m_keys[2])->children.size(), 1);
        m_document->revertField(m_keys[2]);
        QVERIFY(!m_document->isDirty());
    }

    void placesThatAreNotThereChangeNothing()
    {
        for (const FieldPlace &place : {FieldPlace{EntryKey(99), {}}, FieldPlace{m_keys[2], {9}},
                                        FieldPlace{m_keys[1], {0}}, FieldPlace{m_keys[2], {0, 0}}}) {
            m_document->renameField(place, QStringLiteral("x"));
            m_document->changeField(place, Field{}, QStringLiteral("Type"));
            m_document->removeFields({place});
            m_document->revertFields({place});
            m_document->moveChild(place, 0);
            m_document->changeFields({place}, QStringLiteral("Access"), [](Field &field) { field.required = true; });
        }
        QVERIFY(!m_document->addChild({EntryKey(99), {}}, Field{}));
        QVERIFY(!m_document->isDirty());
        QCOMPARE(m_document->undoStack().count(), 0);
    }

    void severalFieldsAreOneCommand()
    {
        const QList<FieldPlace> places{{m_keys[0], {}}, {m_keys[1], {}}, {m_keys[2], {0}}, {m_keys[3], {}}};
        m_document->changeFields(places, QStringLiteral("Sensitive"), [](Field &field) { field.sensitive = true; });
        QCOMPARE(m_document->undoStack().count(), 1);
        QVERIFY(m_document->undoStack().undoText().startsWith(QStringLiteral("Change Sensitive of 3")));
        QVERIFY(!m_document->field(m_keys[0])->sensitive); // the primary key
        QVERIFY(m_document->field(m_keys[1])->sensitive);
        QVERIFY(m_document->field(FieldPlace{m_keys[2], {0}})->sensitive);
        // Each can be given back alone.
        m_document->revertFields({{m_keys[1], {}}});
        QVERIFY(!m_document->field(m_keys[1])->sensitive && m_document->field(m_keys[3])->sensitive);
        m_document->undoStack().undo();
        m_document->undoStack().undo();
        QVERIFY(!m_document->isDirty());
    }

    void severalAreRemovedAndComeBack()
    {
        m_document->removeFields({{m_keys[0], {}}, {m_keys[1], {}}, {m_keys[3], {}}});
        QCOMPARE(names(*m_document), words("id group"));
        QVERIFY(m_document->undoStack().undoText().startsWith(QStringLiteral("Remove 2")));
        m_document->revertFields({{m_keys[1], {}}, {m_keys[3], {}}});
        QVERIFY(!m_document->isDirty());
    }

    void pastedFieldsGetFreeNames()
    {
        const auto keys = m_document->addFields({SchemaGenerator::field(R"({"name":"A","type":"int"})"),
                                                 SchemaGenerator::field(R"({"name":"A","type":"int"})"), Field{}},
                                                m_keys[1]);
        QCOMPARE(keys.size(), 3);
        QCOMPARE(names(*m_document), words("id a A_2 A_3 new_field group b"));
        QCOMPARE(m_document->undoStack().count(), 1);
        QVERIFY(m_document->undoStack().undoText().startsWith(QStringLiteral("Add 3")));
    }

    void revertingGivesThePlaceBackToo()
    {
        m_document->moveField(m_keys[3], 1);
        m_document->renameField(m_keys[3], QStringLiteral("z"));
        QCOMPARE(names(*m_document), words("id z a group"));
        m_document->revertField(m_keys[3]);
        QVERIFY(!m_document->isDirty());
    }

    void anIndexIsDiscardedAlone()
    {
        SchemaDocument document(fields(),
                                {SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("a")}, "02")});
        const EntryKey loaded = document.current().indexes.front().key;
        const EntryKey added
            = document.addIndex(SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("b")}));
        Index changed = document.current().indexes.front().value;
        changed.fields.front().op = QStringLiteral("desc");
        document.changeIndex(loaded, changed);
        document.revertIndex(loaded);
        QCOMPARE(document.current().indexes.front().value, document.base().indexes.front().value);
        document.revertIndex(added);
        document.removeIndex(loaded);
        document.revertIndex(loaded);
        QVERIFY(!document.isDirty());
    }

    /// Whatever is done at random, undoing all of it is the beginning and redoing it is the end.
    void anyEditsUndoAndRedo()
    {
        std::mt19937 random(11); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
        for (int round = 0; round < 100; ++round) {
            init();
            const auto any
                = [&random](qsizetype count) { return static_cast<qsizetype>(random() % static_cast<quint64>(count)); };
            const auto anyPlace = [&] {
                FieldPlace place{m_document->current().fields.at(any(m_document->current().fields.size())).key, {}};
                while (random() % 2) {
                    const auto field = m_document->field(place);
                    if (!field || field->children.isEmpty())
                        break;
                    place = place.child(any(field->children.size()));
                }
                return place;
            };
            for (int step = 0; step < 12; ++step) {
                const FieldPlace place = anyPlace();
                switch (random() % 7) {
                case 0: m_document->renameField(place, QStringLiteral("n%1").arg(step)); break;
                case 1: m_document->addChild(place, Field{}); break;
                case 2: m_document->removeFields({place, anyPlace()}); break;
                case 3: m_document->revertFields({place}); break;
                case 4:
                    m_document->changeFields({place, anyPlace()}, QStringLiteral("Access"),
                                             [](Field &field) { field.access = QStringLiteral("private"); });
                    break;
                case 5: m_document->addFields({Field{}, Field{}}, place.key); break;
                default: m_document->moveChild(place, 0);
                }
            }
            const TableSchema end = m_document->current();
            while (m_document->undoStack().canUndo())
                m_document->undoStack().undo();
            QVERIFY(!m_document->isDirty());
            while (m_document->undoStack().canRedo())
                m_document->undoStack().redo();
            QCOMPARE(m_document->current(), end);
        }
    }

    /// One writer goes on from draft to draft; each is what a new one would write.
    void everyDraftIsWhole()
    {
        const auto check = [this] {
            QCOMPARE(m_document->draft(), (SchemaDraft{m_document->base(), m_document->current()}.toJson()));
        };
        m_document->renameField(m_keys[1], QStringLiteral("t"));
        check();
        m_document->removeFields({{m_keys[2], {0}}, {m_keys[3], {}}});
        check();
        m_document->addFields({Field{}, Field{}}, m_keys[1]);
        check();
        m_document->undoStack().undo();
        check();
        m_document->rebase(m_document->current(), false);
        QVERIFY(m_document->draft().isEmpty());
        m_document->renameField(m_keys[1], QStringLiteral("u"));
        check();
        SchemaDocument restored;
        QVERIFY(restored.restoreDraft(m_document->draft()));
        QCOMPARE(restored.draft(), m_document->draft());
    }

private:
    std::unique_ptr<SchemaDocument> m_document;
    QList<EntryKey> m_keys;
};

METASCOPE_TEST(SchemaDocumentPlacesTest)
#include "schemadocumentplacestest.moc"
