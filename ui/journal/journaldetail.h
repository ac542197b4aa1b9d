// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/journalentry.h"

#include <QtWidgets/QWidget>

class QLabel;
class QPlainTextEdit;
class QSplitter;

namespace metascope {

/// One entry of the change journal: where, how it was confirmed and what came of it, the differences in words, and what
/// stood before and after.
class JournalDetail final : public QWidget {
    Q_OBJECT
public:
    explicit JournalDetail(QWidget *parent = nullptr);

    /// The facts, while the texts are still read (none) or once they are there.
    void show(const JournalEntry &entry, const std::optional<JournalTexts> &texts);
    /// Why the texts cannot be shown.
    void showProblem(const QString &problem);
    void clear();

private:
    [[nodiscard]] QPlainTextEdit *addPane(QSplitter *splitter, const QString &title, const char *name, bool isCode);

    QLabel *m_sentence;
    QLabel *m_facts;
    QLabel *m_words;
    QPlainTextEdit *m_differences;
    QPlainTextEdit *m_before;
    QPlainTextEdit *m_after;
};

} // namespace metascope
