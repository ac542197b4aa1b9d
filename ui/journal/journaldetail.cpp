// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journaldetail.h"

#include "app/model/journalwords.h"
#include "ui/theme/theme.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {

QLabel *factLabel(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString factsOf(const JournalEntry &entry)
{
    QStringList lines;
    QString where = journalwords::place(entry);
    if (!entry.host.isEmpty())
        where += QStringLiteral(" (%1)").arg(entry.host);
    if (!entry.branch.isEmpty())
        where += QLatin1Char(' ') + JournalDetail::tr("branch %1").arg(entry.branch);
    if (!entry.dataSource.isEmpty())
        where += QLatin1Char(' ') + JournalDetail::tr("data source %1").arg(entry.dataSource);
    lines.append(where);
    lines.append(entry.method + QLatin1Char(' ') + entry.path);
    QString how = journalwords::confirmation(entry);
    if (entry.steps > 1)
        how += QStringLiteral(", ") + JournalDetail::tr("step %1 of %2").arg(entry.step).arg(entry.steps);
    lines.append(how);
    const QString begun = JournalDetail::tr("sent at %1").arg(journalwords::time(entry.startedAt));
    lines.append(entry.endedAt.isValid() ? begun + QStringLiteral(", ")
                         + JournalDetail::tr("ended at %1").arg(journalwords::time(entry.endedAt))
                                         : begun);
    return lines.join(QLatin1Char('\n'));
}

QString textOf(const std::optional<RawJson> &json)
{
    return json ? QString::fromUtf8(json->indented()) : JournalDetail::tr("(nothing)");
}

} // namespace

JournalDetail::JournalDetail(QWidget *parent)
    : QWidget(parent), m_sentence(factLabel("journalSentence", this)), m_facts(factLabel("journalFacts", this)),
      m_words(factLabel("journalWords", this))
{
    setObjectName(QStringLiteral("journalDetail"));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_sentence->setFont(bold);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    m_differences = addPane(splitter, tr("Differences"), "journalDifferences", false);
    m_before = addPane(splitter, tr("Before"), "journalBefore", true);
    m_after = addPane(splitter, tr("After"), "journalAfter", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spacing::control, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(m_sentence);
    layout->addWidget(m_words);
    layout->addWidget(m_facts);
    layout->addSpacing(spacing::tight);
    layout->addWidget(splitter, 1);
    clear();
}

QPlainTextEdit *JournalDetail::addPane(QSplitter *splitter, const QString &title, const char *name, bool isCode)
{
    auto *pane = new QWidget(splitter);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    auto *label = new QLabel(title, pane);
    auto *edit = new QPlainTextEdit(pane);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(title);
    edit->setReadOnly(true);
    edit->setTabChangesFocus(true);
    edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    if (isCode) {
        edit->setFont(Theme::codeFont(font()));
        edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    }
    label->setBuddy(edit);
    layout->addWidget(label);
    layout->addWidget(edit, 1);
    splitter->addWidget(pane);
    return edit;
}

void JournalDetail::show(const JournalEntry &entry, const std::optional<JournalTexts> &texts)
{
    setEnabled(true);
    const QString sentence = entry.sentence.isEmpty() ? entry.method + QLatin1Char(' ') + entry.path : entry.sentence;
    m_sentence->setText(visibleName(sentence));
    const QString outcome = journalwords::outcome(entry.outcome);
    m_words->setText(entry.words.isEmpty() ? tr("Outcome: %1").arg(outcome)
                                           : tr("Outcome: %1. %2").arg(outcome, visibleName(entry.words)));
    m_facts->setText(factsOf(entry));
    if (!texts) {
        showProblem({});
        return;
    }
    m_differences->setPlainText(journalwords::differences(texts->before, texts->after).join(QLatin1Char('\n')));
    m_before->setPlainText(textOf(texts->before));
    m_after->setPlainText(textOf(texts->after));
}

void JournalDetail::showProblem(const QString &problem)
{
    m_differences->setPlainText(problem);
    m_before->clear();
    m_after->clear();
}

void JournalDetail::clear()
{
    m_sentence->setText(tr("Pick a change to see it."));
    m_facts->clear();
    m_words->clear();
    showProblem({});
    setEnabled(false);
}

} // namespace metascope
