// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace metascope {

/// One line of plain text that gives way at its end (or in its middle) when there is no room, and then tells the whole in
/// its tooltip. The accessible name is always the whole text.
class ElidedLabel final : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    void setElideMode(Qt::TextElideMode mode);
    /// The palette role that the text is drawn in (WindowText; PlaceholderText for secondary text).
    void setTextRole(QPalette::ColorRole role);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateToolTip();

    QString m_text;
    Qt::TextElideMode m_mode = Qt::ElideRight;
    QPalette::ColorRole m_role = QPalette::WindowText;
};

} // namespace metascope
