// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codefind.h"

#include <QtWidgets/QWidget>

class QLabel;

namespace metascope {

class FindBar;
class FocusFrame;
class GoToLineBar;
class IconProvider;
class Theme;

/// Code for reading: colours, folding and line numbers, Find and Go to Line. Loads the code editor with the first text
/// that it is given, never before. Where that cannot be loaded, or the text runs from right to left, which it cannot draw,
/// the text is shown without folding and line numbers, and a sentence says so.
/// Its actions() are its commands, with shortcuts that count while the pane has the focus.
class CodePane final : public QWidget {
    Q_OBJECT
public:
    /// `name` is what the code is called to assistive technology; `pluginFile` as from codeViewPluginFile(). The
    /// collaborators must outlive the pane.
    CodePane(const QString &name, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);
    CodePane(const QString &name, const Theme &theme, const IconProvider &icons, const QString &pluginFile,
             QWidget *parent);
    ~CodePane() override;

    /// The same text again changes nothing: selection and scroll stay.
    void setText(const QString &text, code::Language language = code::Language::XanoScript);
    [[nodiscard]] QString text() const { return m_text; }
    /// Whether the code editor draws the text, not the plain one.
    [[nodiscard]] bool isInEditor() const { return m_view && m_view == m_editor; }
    /// Null before the first text.
    [[nodiscard]] CodeView *view() const { return m_view; }

    /// Marks a line (from 1; the last one where there are fewer) and scrolls to it. No effect without a text.
    void showLine(int line);

    /// Off where a view around the pane has its own edit for it: Find then is findRequested(). On by default.
    void setFindBarEnabled(bool enabled) { m_ownFind = enabled; }
    /// Marks what is found and points at the first from where the selection begins.
    void find(const QString &wanted, FindOptions options = {});
    /// Points at the next match (1) or the one before (-1), round the ends.
    void stepFind(int by);
    [[nodiscard]] qsizetype findCount() const { return m_matches.size(); }
    /// From 1; 0 while nothing is pointed at.
    [[nodiscard]] qsizetype findCurrent() const { return m_match + 1; }

Q_SIGNALS:
    void findChanged(qsizetype current, qsizetype count);
    void findRequested();

private:
    void makeActions();
    void updateActions();
    /// The view that can show the present text, made when it is not there.
    void chooseView();
    void adopt(CodeView *view);
    void restyle();
    void openFind();
    void closeFind();
    void openLine();
    void showMatch();
    void showMenu(const QPoint &position);

    const Theme &m_theme;
    QString m_name;
    QString m_pluginFile;
    QString m_text;
    code::Language m_language = code::Language::XanoScript;
    CodeView *m_view = nullptr; ///< one of the two
    CodeView *m_editor = nullptr;
    CodeView *m_plain = nullptr;
    QString m_missing; ///< why there is no editor, once that is known
    bool m_ownFind = true;
    QLabel *m_note;
    FocusFrame *m_frame; ///< around the view
    FindBar *m_findBar;
    GoToLineBar *m_lineBar;
    QList<QAction *> m_textActions; ///< those that need a text
    QList<QAction *> m_foldActions; ///< and those of them that need an editor that folds
    QString m_wanted;
    FindOptions m_options;
    QList<CodeRange> m_matches;
    qsizetype m_match = -1;
    qsizetype m_findFrom = 0; ///< where the search began: what is typed further does not walk on
};

} // namespace metascope
