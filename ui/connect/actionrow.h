// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QPushButton>

namespace metascope {

class Theme;

/// A large button: icon, label, and a line that explains it. Its accessible name is the label.
class ActionRow final : public QPushButton {
    Q_OBJECT
public:
    ActionRow(const Theme &theme, const QIcon &icon, const QString &label, const QString &explanation,
              QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont labelFont() const;

    const Theme &m_theme;
    QString m_explanation;
};

} // namespace metascope
