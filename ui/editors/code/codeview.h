// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/codetokens.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtGui/QColor>
#include <QtGui/QFont>

#include <array>

class QWidget;

namespace metascope {

/// What code is drawn with. A plain value: the plugin that draws shares no code with the window.
struct CodeLook {
    QFont font;
    QColor base;
    QColor margin; ///< ground of the line numbers
    QColor currentLine;
    QColor text;
    QColor muted; ///< line numbers
    QColor mark; ///< fold marks
    QColor line; ///< guides
    QColor selection;
    QColor accent; ///< the caret
    QColor match; ///< ground of what was found
    std::array<QColor, code::styleCount> styles; ///< by code::Style, on base
    bool operator==(const CodeLook &) const = default;
};

/// A range of a text in UTF-16 units.
struct CodeRange {
    qsizetype begin = 0;
    qsizetype length = 0;
    bool operator==(const CodeRange &) const = default;
};

/// A read-only view of code: text with line numbers, selection and marks. GUI thread. The widget is owned by its parent
/// and deletes the view with it.
class CodeView {
public:
    virtual ~CodeView() = default;

    [[nodiscard]] virtual QWidget *widget() = 0;
    virtual void setLook(const CodeLook &look) = 0;
    virtual void setText(const QString &text, code::Language language) = 0;
    [[nodiscard]] virtual QString selectedText() const = 0;
    virtual void selectAll() = 0;
    virtual void copy() = 0;
    /// Selects a range and scrolls to it, opening what is folded over it.
    virtual void select(CodeRange range) = 0;
    /// Where the selection begins, in UTF-16 units.
    [[nodiscard]] virtual qsizetype position() const = 0;
    /// Gives these a ground of their own; an earlier set goes away.
    virtual void setMatches(const QList<CodeRange> &matches) = 0;
    [[nodiscard]] virtual int lineCount() const = 0;
    /// From 1.
    [[nodiscard]] virtual int currentLine() const = 0;
    virtual void goToLine(int line) = 0;
    [[nodiscard]] virtual bool canFold() const = 0;
    /// Folds or unfolds the innermost block around the caret, which then stands at its head.
    virtual void toggleFold() = 0;
    virtual void unfoldAll() = 0;
};

} // namespace metascope
