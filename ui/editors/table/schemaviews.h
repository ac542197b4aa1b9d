// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <utility>

class QAction;
class QPushButton;
class QTableView;
class QWidget;

/// What the tables of the schema's parts have in common.
namespace metascope::schemaviews {

/// Rows of the theme's height, whole rows selected, the actions as the context menu.
void dress(QTableView *view);
/// In characters, but never less than the column's head needs.
void setColumnWidths(QTableView *view, std::initializer_list<std::pair<int, int>> widths);
/// A button that runs `action` and follows whether it can be run.
QPushButton *actionButton(QAction *action, QWidget *parent);

} // namespace metascope::schemaviews
