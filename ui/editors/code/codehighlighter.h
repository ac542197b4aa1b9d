// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codeview.h"

#include <QtGui/QSyntaxHighlighter>

namespace metascope {

/// The colours of code for a view that is a text document.
class CodeHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT
public:
    explicit CodeHighlighter(QTextDocument *document);

    void setLook(const CodeLook &look);
    /// Counts from the next text on.
    void setLanguage(code::Language language);

protected:
    void highlightBlock(const QString &text) override;

private:
    code::Tokenize m_tokenize;
    std::array<QTextCharFormat, code::styleCount> m_formats;
};

} // namespace metascope
