// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemachanges.h"

#include <QtWidgets/QFrame>

class QLabel;
class QPushButton;

namespace metascope {

/// The foot of an editor while something is staged: what, and the two ways on. Hidden otherwise.
class ChangeBar final : public QFrame {
    Q_OBJECT
public:
    explicit ChangeBar(QWidget *parent = nullptr);

    /// `problems`: something has to be put right first, so there is nothing to review.
    void show(const ChangeCounts &counts, bool problems);

Q_SIGNALS:
    void discardRequested();
    void reviewRequested();

private:
    QLabel *m_summary;
    QPushButton *m_review;
};

} // namespace metascope
