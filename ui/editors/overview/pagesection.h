// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/facts/factrows.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace metascope {

class FactTable;
class IconProvider;
class Theme;

/// A part of the overview: a title, a table as high as its rows, and a sentence, with a command if need be, where there are
/// none.
class PageSection final : public QWidget {
    Q_OBJECT
public:
    /// `objectName` is the table's; the collaborators must outlive the section.
    PageSection(const QString &title, const char *objectName, const QList<FactColumn> &columns, const Theme &theme,
                const IconProvider &icons, QWidget *parent = nullptr);

    [[nodiscard]] FactTable &table() { return *m_table; }
    void setRows(const QList<FactRow> &rows, const QString &sentence, const QString &command = {});

Q_SIGNALS:
    void commandTriggered();

private:
    FactTable *m_table;
    QLabel *m_sentence;
    QPushButton *m_command;
};

} // namespace metascope
