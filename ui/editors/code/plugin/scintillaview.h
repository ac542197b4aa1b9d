// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codeview.h"
#include "ui/editors/code/utf8text.h"

#include <Qsci/qsciscintilla.h>

namespace metascope {

class CodeLexer;

/// Code in QScintilla, for reading: nothing of its editing, dragging or menus is left.
class ScintillaView final : public QsciScintilla, public CodeView {
    Q_OBJECT
public:
    explicit ScintillaView(QWidget *parent);

    [[nodiscard]] QWidget *widget() override { return this; }
    void setLook(const CodeLook &look) override;
    void setText(const QString &text, code::Language language) override;
    [[nodiscard]] QString selectedText() const override { return QsciScintilla::selectedText(); }
    void selectAll() override { QsciScintilla::selectAll(true); }
    void copy() override { QsciScintilla::copy(); }
    void select(CodeRange range) override;
    [[nodiscard]] qsizetype position() const override;
    void setMatches(const QList<CodeRange> &matches) override;
    [[nodiscard]] int lineCount() const override { return lines(); }
    [[nodiscard]] int currentLine() const override;
    void goToLine(int line) override;
    [[nodiscard]] bool canFold() const override { return true; }
    void toggleFold() override;
    void unfoldAll() override;

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void keepReadingKeys();
    void setMarks(const CodeLook &look);
    void fitMargins();

    Utf8Text m_text;
    QByteArray m_bytes; ///< of m_text; at one address for the lexer
    CodeLexer *m_lexer;
};

} // namespace metascope
