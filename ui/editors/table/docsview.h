// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTextBrowser>

namespace metascope {

/// A server's Markdown to be read. It loads nothing that the text names, neither from the network nor from files, follows
/// no link, and shows HTML as the text that it is.
class DocsView final : public QTextBrowser {
    Q_OBJECT
public:
    explicit DocsView(QWidget *parent = nullptr);

    void showMarkdown(const QString &markdown);
    /// Never anything.
    QVariant loadResource(int type, const QUrl &name) override;
};

} // namespace metascope
