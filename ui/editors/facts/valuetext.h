// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTextEdit>

namespace metascope {

/// A plain text of any length that is as high as it needs to be at its width: it breaks within a word that is too long,
/// which a label cannot, and can be selected and copied.
class ValueText final : public QTextEdit {
    Q_OBJECT
public:
    explicit ValueText(const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {fontMetrics().averageCharWidth() * 6, height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
};

} // namespace metascope
