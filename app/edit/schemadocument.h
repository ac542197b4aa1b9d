// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/fieldplace.h"
#include "app/domain/schemachanges.h"
#include "app/domain/schemaconflict.h"
#include "app/domain/schemadiff.h"
#include "app/domain/schemafix.h"
#include "app/domain/validation.h"
#include "app/edit/editdocument.h"
#include "app/edit/schemadraft.h"

#include <QtCore/QObject>

namespace metascope {

/// The schema of one table while a person works on it: as loaded, as staged, and undo between them. Every edit is one
/// undo command with a name for the menu; nothing is sent from here. GUI thread.
class SchemaDocument final : public QObject {
    Q_OBJECT
public:
    explicit SchemaDocument(QObject *parent = nullptr);
    /// With what was read.
    SchemaDocument(const QList<Field> &fields, const QList<Index> &indexes, QObject *parent = nullptr);
    ~SchemaDocument() override;

    [[nodiscard]] const TableSchema &base() const { return m_document.saved(); }
    [[nodiscard]] const TableSchema &current() const { return m_document.current(); }
    [[nodiscard]] bool isDirty() const { return m_document.isDirty(); }
    [[nodiscard]] QUndoStack &undoStack() { return m_document.undoStack(); }
    [[nodiscard]] QList<FieldRow> fields() const { return fieldRows(base(), current()); }
    [[nodiscard]] QList<IndexRow> indexes() const { return indexRows(base(), current()); }
    [[nodiscard]] ChangeCounts changes() const { return countChanges(base(), current()); }
    /// The staged field of that key; none for a removed or unknown one.
    [[nodiscard]] std::optional<Field> field(EntryKey key) const;
    [[nodiscard]] bool isPrimary(EntryKey key) const;
    [[nodiscard]] Result<ApplyPlan> plan() const { return planChanges(base(), current()); }

    /// A read of the table replaces everything; what was staged is gone. Without properties none can be staged.
    void load(const QList<Field> &fields, const QList<Index> &indexes,
              const std::optional<TableProperties> &properties = {});
    /// A new state of the server, keyed by the runner or by keyedLike(): becomes the base. With `keepStaged` what is
    /// staged is carried over to it (mergeStaged(): what others have added is not taken for something to delete), else
    /// the document is clean. Empties the undo stack either way.
    void rebase(const TableSchema &base, bool keepStaged);

    /// After a conflict and the person's choice: the state that the server has now becomes the base, and what is staged is
    /// carried over to it as rebase() does. Of the fields in `keepTheirs` (as FieldConflict::name) the staged change is
    /// given up, as it is of every index in conflict. What is kept of mine:
    /// - a change of a field that others have removed becomes a new field (the data is gone);
    /// - a field that both have added becomes a change of theirs;
    /// - a field renamed to what is theirs now gets a free name, since both hold data.
    /// Of the table's properties what is staged stays staged.
    /// Empties the undo stack.
    void settle(const ConflictInfo &conflict, const QStringList &keepTheirs);

    /// Adds after the entry `after` (none: at the end) and returns the new entry's key. An empty name gets `new_field`.
    EntryKey addField(Field field, std::optional<EntryKey> after = std::nullopt);
    /// A copy right below, named NAME_copy, with everything that the original carries. The key, or none for an unknown one.
    std::optional<EntryKey> duplicateField(EntryKey key);
    /// Renames it, and with it the staged indexes that use it.
    void renameField(EntryKey key, const QString &name);
    /// Sets everything else. `member` names the edited part in the menu and joins successive edits of it.
    void changeField(EntryKey key, const Field &field, const QString &member);
    /// An added one vanishes; a loaded one stays in fields() as removed, together with the indexes that use it.
    void removeField(EntryKey key);
    /// Brings a removed one back to where it stood, with the indexes that went with it.
    void restoreField(EntryKey key);
    /// Moves to a position among the staged fields (0 is the primary key's and cannot be taken).
    void moveField(EntryKey key, qsizetype position);
    [[nodiscard]] bool canMoveField(EntryKey key, qsizetype position) const;
    /// Back to as loaded, for one field: name, options and place (an added one vanishes, a removed one returns).
    void revertField(EntryKey key);

    /// The same for a field inside an object. A nested field has no calls of its own: all of it is a change of the entry
    /// that it stands in.
    [[nodiscard]] std::optional<Field> field(const FieldPlace &place) const;
    /// As loaded; none for an added one.
    [[nodiscard]] std::optional<Field> loadedField(const FieldPlace &place) const;
    void renameField(const FieldPlace &place, const QString &name);
    void changeField(const FieldPlace &place, const Field &field, const QString &member);
    /// At the end of an object's fields. An empty name gets `new_field`. None where the place is no field.
    std::optional<FieldPlace> addChild(const FieldPlace &object, Field child);
    void moveChild(const FieldPlace &place, qsizetype position);
    [[nodiscard]] bool canMoveChild(const FieldPlace &place, qsizetype position) const;

    /// Several fields as one command each; the primary key and unknown places are left out.
    void changeFields(const QList<FieldPlace> &places, const QString &member,
                      const std::function<void(Field &)> &change);
    void removeFields(const QList<FieldPlace> &places);
    void revertFields(const QList<FieldPlace> &places);
    /// Adds them in their order after the entry `after` (none: at the end). A name that is taken gets a number.
    QList<EntryKey> addFields(const QList<Field> &fields, std::optional<EntryKey> after = std::nullopt);

    EntryKey addIndex(Index index);
    void changeIndex(EntryKey key, const Index &index);
    void removeIndex(EntryKey key);
    void restoreIndex(EntryKey key);
    /// Back to as loaded, for one index (an added one vanishes, a removed one returns).
    void revertIndex(EntryKey key);

    /// Sets properties of the table, where they were read. `member` names the edited part in the menu and joins successive
    /// edits of it.
    void changeProperties(const TableProperties &properties, const QString &member);
    /// One of them back to as loaded.
    void revertProperty(TableProperty property);

    /// Makes these changes as one command of that name. What one of them means and is not there any more, the primary key,
    /// a name that is taken and an index that is there already are left aside.
    void stage(const QString &name, const QList<SchemaFix> &fixes);

    /// Everything back to as loaded, as one command.
    void discard();
    /// Makes `next` what is staged, as one command of that name. Its new entries have keys of newKeys().
    void stageAs(const QString &name, const TableSchema &next);
    /// Hands out keys that no entry of this document has.
    [[nodiscard]] KeySource &newKeys() { return m_keys; }

    /// Base and staged value as JSON text, every number and key as it stands. Empty where nothing is staged.
    [[nodiscard]] QByteArray draft() const;
    /// From draft(). Error: Decode.
    Result<Done> restoreDraft(const QByteArray &draft);

Q_SIGNALS:
    /// Anything in base() or current() has changed.
    void changed();

private:
    void stageAgain(Field field, const QStringList &keepTheirs);
    void revertIndex(const IndexConflict &conflict);
    /// Of the staged field of that name.
    [[nodiscard]] EntryKey stagedKey(const QString &name) const;
    void apply(const QString &text, const TableSchema &next, const QString &mergeKey = {});
    [[nodiscard]] QString freeName(const QString &wanted) const;
    /// The same edits on a schema that is on its way to be current.
    void takeOut(TableSchema &next, EntryKey key) const;
    void putBackIn(TableSchema &next, EntryKey key) const;
    void revertIn(TableSchema &next, EntryKey key) const;

    KeySource m_keys;
    EditDocument<TableSchema> m_document;
    mutable DraftWriter m_drafts;
};

} // namespace metascope
