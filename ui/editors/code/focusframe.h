// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace metascope {

class Theme;

/// The edge of a view for reading, with the ring of the focus: the style draws one around what can be edited alone.
class FocusFrame final : public QWidget {
    Q_OBJECT
public:
    /// `theme` must outlive the frame.
    explicit FocusFrame(const Theme &theme, QWidget *parent = nullptr);

    /// Takes a view over; it loses its own frame.
    void adopt(QWidget *view);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace metascope
