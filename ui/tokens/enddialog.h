// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tokenfacts.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QPushButton;

namespace metascope {

/// Asks when a token ends, which is chosen at Xano when it is made: so many days after that, never, or on a date.
class EndDialog final : public QDialog {
    Q_OBJECT
public:
    /// `now` is the date that the edits begin with where nothing is known.
    EndDialog(const TokenExpiry &expiry, const QDateTime &now, QWidget *parent);

    [[nodiscard]] TokenExpiry expiry() const;

Q_SIGNALS:
    void chosen(const metascope::TokenExpiry &expiry);

private:
    void refresh();

    QDateTime m_now;
    QComboBox *m_after;
    QLabel *m_madeLabel;
    QDateTimeEdit *m_made;
    QLabel *m_dateLabel;
    QDateTimeEdit *m_date;
    QLabel *m_outcome;
    QPushButton *m_set;
};

} // namespace metascope
