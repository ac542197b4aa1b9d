// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTableView>

namespace metascope {

class FactRows;
class FactRowsOrder;
class IconProvider;
class Theme;

/// A read-only table of FactRows in whole rows, with its own order and filter. Can be as high as its rows, for pages that
/// scroll as a whole.
class FactTable final : public QTableView {
    Q_OBJECT
public:
    /// `name` is what it is called to assistive technology. `rows` becomes its own; the rest must outlive it.
    FactTable(const QString &name, FactRows *rows, const Theme &theme, const IconProvider &icons,
              QWidget *parent = nullptr);

    [[nodiscard]] FactRows &rows() { return *m_rows; }
    [[nodiscard]] FactRowsOrder &order() { return *m_order; }
    /// As high as its rows are, but for no more than `most`; 0: as high as there is room.
    void setFitting(int most);
    /// Whether columns can be sorted. By default the rows stand as they are given.
    void setSortable(int column, Qt::SortOrder order);
    /// One that comes or goes gives all columns their first widths again.
    void setColumnShown(int column, bool isShown);
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Enter or a double click on a row.
    void opened(const QString &id);
    /// A click on the text of a row that is a command.
    void linkClicked(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOutColumns();
    void fit();
    [[nodiscard]] int heightOfRows(int rows) const;

    FactRows *m_rows;
    FactRowsOrder *m_order;
    int m_most = 0;
};

} // namespace metascope
