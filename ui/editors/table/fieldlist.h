// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/fieldplace.h"

#include <QtWidgets/QWidget>

#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace metascope {

class IconProvider;
class SchemaModel;
class Theme;

/// The table "Fields" with its filter and its order on screen. Neither of them changes the stored order: while fields are
/// shown in another one they cannot be moved, and a line says so.
class FieldList final : public QWidget {
    Q_OBJECT
public:
    /// All of it must outlive the list.
    FieldList(SchemaModel &model, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<FieldPlace> current() const;
    /// In the order on screen.
    [[nodiscard]] QList<FieldPlace> selected() const;
    /// Whether anything is staged of one of these rows.
    [[nodiscard]] bool hasChanges(const QList<FieldPlace> &places) const;
    [[nodiscard]] bool isStoredOrder() const;
    /// Makes it the current one and the only one selected; a filter that hides it is taken away.
    void select(const FieldPlace &place);
    void setMovable(bool movable);
    [[nodiscard]] QTableView *view() const { return m_view; }
    /// Puts a button at the end of the bar above the table.
    void addButton(QAction *action);

Q_SIGNALS:
    void selectionChanged();
    void orderChanged();

private:
    QHBoxLayout *buildBar();
    void chooseOrder(int entry);
    void showOrder(int column);
    void updateDragging();

    SchemaModel &m_model;
    QSortFilterProxyModel *m_shown;
    QTableView *m_view;
    QLineEdit *m_filter;
    QComboBox *m_order;
    QLabel *m_orderNote;
    QHBoxLayout *m_bar = nullptr;
    bool m_movable = true;
};

} // namespace metascope
