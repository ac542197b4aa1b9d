// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/docsview.h"

#include "ui/theme/tokens.h"

#include <QtGui/QTextDocument>

namespace metascope {

DocsView::DocsView(QWidget *parent) : QTextBrowser(parent)
{
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    document()->setDocumentMargin(spacing::edge);
}

void DocsView::showMarkdown(const QString &markdown)
{
    document()->setMarkdown(markdown,
                            QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                                | QTextDocument::MarkdownNoHTML);
}

QVariant DocsView::loadResource(int type, const QUrl &name)
{
    Q_UNUSED(type)
    Q_UNUSED(name)
    return {};
}

} // namespace metascope
