// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/codetokens.h"

#include <QtCore/QByteArray>

#include <Qsci/qscilexercustom.h>

namespace metascope {

/// Gives the tokens of a language to QScintilla, as styles and as levels for folding by brackets. The text is the view's,
/// which never changes it under the lexer.
class CodeLexer final : public QsciLexerCustom {
    Q_OBJECT
public:
    /// `text` must outlive the lexer and be what the editor shows.
    CodeLexer(const QByteArray &text, QObject *parent);

    void setLanguage(code::Language language);

    [[nodiscard]] const char *language() const override { return "Code"; }
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;

private:
    void foldLine(int line, int depth, const code::Line &tokens) const;

    const QByteArray &m_text;
    code::Tokenize m_tokenize;
};

} // namespace metascope
