// SPDX-License-Identifier: GPL-3.0-or-later
// What is staged, after a conflict and the person's choice.
#include "app/edit/schemadocument.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace metascope::test;

namespace {

const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");
const QString c = QStringLiteral("c");
const QString renamed = QStringLiteral("title");

/// A document on {id, a, b, c} with an index on a, and a state of the server to come to terms with.
struct Desk {
    Desk()
    {
        for (const char *json : {R"({"name":"id","type":"int"})", R"({"name":"a","type":"text","x":1.0})",
                                 R"({"name":"b","type":"int"})", R"({"name":"c","type":"json"})"})
            theirs.append(SchemaGenerator::field(json));
        theirIndexes = {SchemaGenerator::index(QStringLiteral("primary"), {QStringLiteral("id")}, "01"),
                        SchemaGenerator::index(QStringLiteral("btree"), {a}, "02")};
        document.load(theirs, theirIndexes);
    }

    EntryKey key(const QString &name) const
    {
        for (const FieldRow &row : document.fields()) {
            if (row.field.name == name || (row.before && row.before->name == name))
                return row.key;
        }
        return {};
    }
    Field &their(const QString &name)
    {
        return *std::ranges::find_if(theirs, [&name](const Field &field) { return field.name == name; });
    }
    void theirRename(const QString &from, const QString &to)
    {
        Field &field = their(from);
        field = *fieldFromJson(field.raw.with(u"name", RawJson::string(to)));
        for (Index &index : theirIndexes) {
            for (IndexField &each : index.fields)
                each.name = each.name == from ? to : each.name;
        }
    }
    void theirDrop(const QString &name)
    {
        theirs.removeIf([&name](const Field &field) { return field.name == name; });
        theirIndexes.removeIf([&name](const Index &index) { return index.uses(name); });
    }
    void myRequired(const QString &name)
    {
        Field field = *document.field(key(name));
        field.required = true;
        document.changeField(key(name), field, QStringLiteral("Required"));
    }

    void settle(const QStringList &keepTheirs)
    {
        const ConflictInfo conflict = findConflicts(document.base(), document.current(), theirs, theirIndexes);
        QVERIFY(!conflict.isEmpty());
        document.settle(conflict, keepTheirs);
        QCOMPARE(document.base(), conflict.theirs);
        QVERIFY(!document.undoStack().canUndo() && !document.undoStack().canRedo());
        const auto plan = document.plan();
        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message));
        // Nobody has changed anything since: there is no second conflict.
        QVERIFY(findConflicts(document.base(), document.current(), theirs, theirIndexes).isEmpty());
    }
    /// The staged fields, such as "id:int a:text!" for a required one; in brackets what a renamed one was.
    QString staged() const
    {
        QStringList list;
        for (const FieldRow &row : document.fields()) {
            QString text = row.field.name + u':' + row.field.type + (row.field.required ? u"!" : u"");
            if (row.changes.testFlag(EntryChange::Renamed))
                text += u'(' + row.before->name + u')';
            if (row.changes.testFlag(EntryChange::Added))
                text.prepend(u'+');
            if (row.changes.testFlag(EntryChange::Removed))
                text.prepend(u'-');
            list.append(text);
        }
        return list.join(u' ');
    }

    SchemaDocument document;
    QList<Field> theirs;
    QList<Index> theirIndexes;
};

} // namespace

class SchemaSettleTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bothChanged()
    {
        for (const bool keepTheirs : {true, false}) {
            Desk desk;
            desk.myRequired(b);
            desk.their(b) = SchemaGenerator::field(R"({"name":"b","type":"decimal","y":1e400})");
            desk.settle(keepTheirs ? QStringList{b} : QStringList());
            QCOMPARE(desk.staged(),
                     keepTheirs ? QStringLiteral("id:int a:text b:decimal c:json")
                                : QStringLiteral("id:int a:text b:decimal! c:json"));
            QCOMPARE(desk.document.isDirty(), !keepTheirs);
            // What only they have said stays to the byte.
            QCOMPARE(fieldToJson(*desk.document.field(desk.key(b))).member(u"y")->text(), QByteArray("1e400"));
        }
    }

    void bothChangedTheSameMember()
    {
        Desk desk;
        Field field = *desk.document.field(desk.key(b));
        field.type = QStringLiteral("text");
        desk.document.changeField(desk.key(b), field, QStringLiteral("Type"));
        desk.their(b) = SchemaGenerator::field(R"({"name":"b","type":"decimal"})");
        desk.settle({});
        QCOMPARE(desk.staged(), QStringLiteral("id:int a:text b:text c:json"));
        QCOMPARE(desk.document.fields().at(2).before->type, QStringLiteral("decimal"));
    }

    void theyRemovedWhatIChanged()
    {
        for (const bool keepTheirs : {true, false}) {
            Desk desk;
            desk.myRequired(b);
            desk.theirDrop(b);
            desk.settle(keepTheirs ? QStringList{b} : QStringList());
            QCOMPARE(desk.staged(),
                     keepTheirs ? QStringLiteral("id:int a:text c:json")
                                : QStringLiteral("id:int a:text c:json +b:int!"));
        }
    }

    void theyRemovedWhatIDidNotTouch()
    {
        Desk desk;
        desk.myRequired(c);
        desk.theirDrop(b);
        desk.settle({});
        QCOMPARE(desk.staged(), QStringLiteral("id:int a:text c:json!"));
    }

    void iRemovedWhatTheyChanged()
    {
        for (const bool keepTheirs : {true, false}) {
            Desk desk;
            desk.document.removeField(desk.key(b));
            desk.their(b) = SchemaGenerator::field(R"({"name":"b","type":"decimal"})");
            desk.settle(keepTheirs ? QStringList{b} : QStringList());
            QCOMPARE(desk.staged(),
                     keepTheirs ? QStringLiteral("id:int a:text b:decimal c:json")
                                : QStringLiteral("id:int a:text -b:decimal c:json"));
        }
    }

    void bothAddedTheSameName()
    {
        for (const bool keepTheirs : {true, false}) {
            Desk desk;
            desk.document.addField(SchemaGenerator::field(R"({"name":"Note","type":"text","required":true})"));
            desk.document.addIndex(SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("Note")}));
            desk.theirs.append(SchemaGenerator::field(R"({"name":"note","type":"int","z":1.0})"));
            desk.settle(keepTheirs ? QStringList{QStringLiteral("note")} : QStringList());
            // One field either way: theirs, or theirs with what I wanted of it.
            QCOMPARE(desk.staged(),
                     keepTheirs ? QStringLiteral("id:int a:text b:int c:json note:int")
                                : QStringLiteral("id:int a:text b:int c:json Note:text!(note)"));
            QCOMPARE(fieldToJson(desk.document.current().fields.constLast().value).member(u"z")->text(),
                     QByteArray("1.0"));
            QCOMPARE(desk.document.current().indexes.size(), keepTheirs ? 2 : 3);
        }
    }

    void bothAddedTheSameField()
    {
        Desk desk;
        Field mine;
        mine.name = QStringLiteral("note");
        mine.type = QStringLiteral("text");
        desk.document.addField(mine);
        desk.theirs.append(SchemaGenerator::field(R"({"name":"note","type":"text","default":""})"));
        desk.settle({});
        QVERIFY(!desk.document.isDirty());
    }

    void iRenamedWhatTheyChanged()
    {
        for (const bool keepTheirs : {true, false}) {
            Desk desk;
            desk.document.renameField(desk.key(a), renamed);
            desk.their(a) = SchemaGenerator::field(R"({"name":"a","type":"int","x":1.0})");
            desk.settle(keepTheirs ? QStringList{a} : QStringList());
            QCOMPARE(desk.staged(),
                     keepTheirs ? QStringLiteral("id:int a:int b:int c:json")
                                : QStringLiteral("id:int title:int(a) b:int c:json"));
            // The index goes with the name that is kept.
            QVERIFY(desk.document.current().indexes.at(1).value.uses(keepTheirs ? a : renamed));
        }
    }

    void bothRenamedIt()
    {
        for (const bool keepTheirs : {true, false}) {
            Desk desk;
            desk.document.renameField(desk.key(a), renamed);
            desk.theirRename(a, QStringLiteral("other"));
            desk.settle(keepTheirs ? QStringList{a} : QStringList());
            QCOMPARE(desk.staged(),
                     keepTheirs ? QStringLiteral("id:int other:text b:int c:json")
                                : QStringLiteral("id:int other:text b:int c:json +title:text"));
        }
    }

    void bothRenamedItTheSameWay()
    {
        for (const QStringList &keepTheirs :
             {QStringList(), QStringList{a}, QStringList{renamed}, QStringList{a, renamed}}) {
            Desk desk;
            desk.document.renameField(desk.key(a), renamed);
            desk.theirRename(a, renamed);
            desk.settle(keepTheirs);
            const bool isPlain = keepTheirs != QStringList{renamed};
            QCOMPARE(desk.staged(),
                     isPlain ? QStringLiteral("id:int title:text b:int c:json")
                             : QStringLiteral("id:int title:text b:int c:json +title_2:text"));
        }
    }

    void iRenamedToWhatTheyAdded()
    {
        for (const bool keepTheirs : {true, false}) {
            Desk desk;
            desk.document.renameField(desk.key(a), renamed);
            desk.theirs.append(SchemaGenerator::field(R"({"name":"title","type":"int"})"));
            desk.settle(keepTheirs ? QStringList{renamed} : QStringList());
            // Both hold data: neither may take the other's place.
            QCOMPARE(desk.staged(),
                     keepTheirs ? QStringLiteral("id:int a:text b:int c:json title:int")
                                : QStringLiteral("id:int title_2:text(a) b:int c:json title:int"));
            QVERIFY(desk.document.current().indexes.at(1).value.uses(keepTheirs ? a : QStringLiteral("title_2")));
        }
    }

    void aFieldThatDiffersInCaseAloneIsNotMine()
    {
        Desk desk;
        desk.myRequired(c);
        desk.theirs.append(SchemaGenerator::field(R"({"name":"C","type":"int"})"));
        const ConflictInfo conflict
            = findConflicts(desk.document.base(), desk.document.current(), desk.theirs, desk.theirIndexes);
        QVERIFY(!conflict.fields.constFirst().mine);
        desk.document.settle(conflict, {});
        QCOMPARE(desk.staged(), QStringLiteral("id:int a:text b:int c:json! C:int"));
    }

    void indexesInConflictAreTheirs()
    {
        Desk removed;
        removed.myRequired(b);
        removed.document.removeIndex(removed.document.current().indexes.at(1).key);
        removed.theirIndexes[1] = SchemaGenerator::index(QStringLiteral("btree|unique"), {a}, "02");
        removed.settle({});
        QCOMPARE(removed.document.current().indexes, removed.document.base().indexes);
        QCOMPARE(removed.document.changes(), (ChangeCounts{.changed = 1}));
        Desk changed;
        changed.document.renameField(changed.key(a), renamed);
        changed.document.changeIndex(changed.document.current().indexes.at(1).key,
                                     SchemaGenerator::index(QStringLiteral("btree"), {renamed, b}, "02"));
        changed.theirIndexes.removeAt(1);
        changed.settle({});
        QCOMPARE(changed.document.current().indexes.size(), 1);
        QCOMPARE(changed.staged(), QStringLiteral("id:int title:text(a) b:int c:json"));
    }

    void everythingAtOnce()
    {
        Desk desk;
        desk.document.renameField(desk.key(a), renamed);
        desk.myRequired(b);
        desk.document.removeField(desk.key(c));
        desk.document.addField(SchemaGenerator::field(R"({"name":"n","type":"text"})"));
        desk.theirDrop(b);
        desk.their(a) = SchemaGenerator::field(R"({"name":"a","type":"int","x":1.0})");
        desk.their(c) = SchemaGenerator::field(R"({"name":"c","type":"text"})");
        desk.theirs.append(SchemaGenerator::field(R"({"name":"n","type":"bool"})"));
        desk.settle({a, c});
        QCOMPARE(desk.staged(), QStringLiteral("id:int a:int c:text n:text +b:int!"));
        // New entries take no key that is in use.
        const EntryKey key = desk.document.addField({});
        QVERIFY(!findEntry(desk.document.base().fields, key));
    }
};

METASCOPE_TEST(SchemaSettleTest)
#include "schemasettletest.moc"
