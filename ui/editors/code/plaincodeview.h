// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codeview.h"

#include <QtWidgets/QPlainTextEdit>

#include <vector>

namespace metascope {

class CodeHighlighter;

/// Code without line numbers and folding, for where the code editor is not there or cannot draw the text.
class PlainCodeView final : public QPlainTextEdit, public CodeView {
    Q_OBJECT
public:
    explicit PlainCodeView(QWidget *parent);

    [[nodiscard]] QWidget *widget() override { return this; }
    void setLook(const CodeLook &look) override;
    void setText(const QString &text, code::Language language) override;
    [[nodiscard]] QString selectedText() const override;
    void selectAll() override { QPlainTextEdit::selectAll(); }
    void copy() override { QPlainTextEdit::copy(); }
    void select(CodeRange range) override;
    [[nodiscard]] qsizetype position() const override;
    void setMatches(const QList<CodeRange> &matches) override;
    [[nodiscard]] int lineCount() const override { return blockCount(); }
    [[nodiscard]] int currentLine() const override;
    void goToLine(int line) override;
    [[nodiscard]] bool canFold() const override { return false; }
    void toggleFold() override {}
    void unfoldAll() override {}

private:
    [[nodiscard]] QTextCursor cursorOf(CodeRange range) const;
    [[nodiscard]] int placeOf(qsizetype unit) const;

    CodeHighlighter *m_highlighter;
    QColor m_match;
    std::vector<qsizetype> m_dropped; ///< the CR of each CRLF: the document has one mark for both
};

} // namespace metascope
