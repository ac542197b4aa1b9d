// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTextBrowser>

namespace metascope {

class Theme;

/// A page of Markdown in the colours of the theme, in lines of a length that reads well. Loads nothing that the text names,
/// and follows no link by itself.
class HelpText final : public QTextBrowser {
    Q_OBJECT
public:
    /// `theme` must outlive the widget.
    explicit HelpText(const Theme &theme, QWidget *parent = nullptr);

    void setPage(const QString &markdown);
    /// To that heading; the top where there is none of that name.
    void scrollToAnchor(const QString &anchor);
    /// Selects the next place of `words` from here on, beginning again at the other end. False: there is none.
    bool findNext(const QString &words, bool backward);

    /// Of lines at their full length, with the margins.
    [[nodiscard]] int columnWidth() const;

    /// Never anything: a page has no parts.
    QVariant loadResource(int type, const QUrl &name) override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void render();
    void fit();

    const Theme &m_theme;
    QString m_markdown;
};

} // namespace metascope
