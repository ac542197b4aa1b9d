// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/timezonechoice.h"

#include <QtWidgets/QDialog>

class QLineEdit;
class QListView;
class QPushButton;
class QSortFilterProxyModel;

namespace metascope {

/// Asks for one of the time zones that this computer knows, in a list that can be searched.
class TimeZoneDialog final : public QDialog {
    Q_OBJECT
public:
    /// `now` is selected at first, where it is a named one or this computer's.
    explicit TimeZoneDialog(const TimeZoneChoice &now, QWidget *parent);

Q_SIGNALS:
    void chosen(const metascope::TimeZoneChoice &choice);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void choose();

    QSortFilterProxyModel *m_found;
    QLineEdit *m_search;
    QListView *m_list;
    QPushButton *m_choose;
};

} // namespace metascope
