// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandbox.h"
#include "tests/ui/shellviews.h"
#include "ui/editors/table/draftkeeper.h"
#include "ui/editors/table/tableeditor.h"

class QLineEdit;
class QPushButton;
class QTableView;

namespace metascope::test {

/// Drafts in memory.
class KeptDrafts final : public DraftKeeper {
public:
    void whenLoaded(QObject *, const std::function<void()> &f) override { f(); }
    void keep(const DraftKey &key, const QByteArray &draft) override;
    void drop(const DraftKey &key) override;
    [[nodiscard]] std::optional<QByteArray> find(const DraftKey &key) const override;

    QList<std::pair<DraftKey, QByteArray>> drafts;
};

/// The window over a real sandbox of this process, with the editor of one of its tables open and read.
class TableViews final {
public:
    explicit TableViews(bool readOnly = false);

    /// Opens the table and waits until its fields are there. Null, with a failed test, when they do not come.
    TableEditor *open(const QString &table = QStringLiteral("customer"));
    /// A call to the sandbox with all rights, as someone else would make it; `path` is below the open table.
    void byOthers(const QByteArray &method, const QString &path, const QByteArray &body);
    /// The table's requests so far that are no GET.
    [[nodiscard]] QList<sandbox::LoggedRequest> writes() const;
    /// What a read of the open table's fields gives now, by name.
    [[nodiscard]] QStringList namesOnServer();

    /// Parts of the open editor.
    [[nodiscard]] QTableView *fields() const;
    [[nodiscard]] QPushButton *button(const char *name) const;
    [[nodiscard]] QLineEdit *edit(const char *name) const;
    /// One row of "Fields" as text, or an empty list where there is none of that name.
    [[nodiscard]] QStringList row(const QString &name) const;
    /// Makes the row of that field the current one.
    void select(const QString &name);
    void rename(const QString &from, const QString &to);
    /// Runs an action of the editor by its object name.
    void run(const char *action);
    /// Opens the review, types the confirmations that it asks for, and presses Apply.
    void reviewAndApply();

    sandbox::Sandbox sandbox;
    sandbox::Ready ready;
    ShellViews views;
    KeptDrafts drafts;
    /// What the editors are made of; to be changed before open().
    TableEditor::Parts tableParts;
    TableEditor *editor = nullptr;

private:
    QString tablePath() const;
    WorkspaceId m_workspace;
    TableId m_table;
};

} // namespace metascope::test
