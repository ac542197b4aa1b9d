// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace metascope {

/// A page of the centre that reads as one column of text width, and scrolls down where it is too long.
class ColumnPage : public QScrollArea {
    Q_OBJECT
protected:
    explicit ColumnPage(const QString &objectName, QWidget *parent = nullptr);

    /// To be filled from top to bottom.
    [[nodiscard]] QVBoxLayout *column() const { return m_column; }

private:
    QVBoxLayout *m_column;
};

} // namespace metascope
