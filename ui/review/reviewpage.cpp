// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewpage.h"

#include "app/domain/schemachanges.h"
#include "app/edit/planrequests.h"
#include "ui/review/reviewwords.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/visiblename.h"

#include <QtCore/QLocale>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

namespace {

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

ReviewPage::ReviewPage(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icons(icons), m_title(plainLabel({}, this)),
      m_targetText(plainLabel({}, this)), m_live(new Badge(theme, Badge::Kind::Live, tr("LIVE"), this)),
      m_bar(new MessageBar(theme, icons, this)), m_readAt(plainLabel({}, this)), m_sent(new QPlainTextEdit(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)), m_apply(new QPushButton(this)),
      m_stop(new QPushButton(tr("Stop"), this)), m_continue(new QPushButton(tr("Continue"), this)),
      m_retry(new QPushButton(tr("Retry from Here"), this)), m_inverse(new QPushButton(tr("Stage the Inverse"), this)),
      m_close(new QPushButton(tr("Back to the Table"), this))
{
    setObjectName(QStringLiteral("reviewPage"));
    m_title->setFont(Theme::titleFont(font()));
    m_title->setWordWrap(false);
    m_title->setObjectName(QStringLiteral("reviewTitle"));
    m_targetText->setForegroundRole(QPalette::PlaceholderText);
    m_readAt->setForegroundRole(QPalette::PlaceholderText);
    m_sent->setReadOnly(true);
    m_sent->setTabChangesFocus(true);
    m_sent->setFont(Theme::codeFont(font()));
    m_sent->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_sent->setObjectName(QStringLiteral("reviewRequests"));
    m_sent->setAccessibleName(tr("What is sent"));

    auto *head = new QHBoxLayout;
    head->setSpacing(spacing::group);
    head->addWidget(m_title);
    head->addWidget(m_targetText, 1);
    head->addWidget(m_live);

    m_happens = new QWidget;
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_happens);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *right = new QWidget(this);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(spacing::edge, 0, 0, 0);
    rightLayout->setSpacing(spacing::control);
    auto *sentTitle = plainLabel(tr("What is sent"), this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    sentTitle->setFont(bold);
    rightLayout->addWidget(sentTitle);
    rightLayout->addWidget(m_sent, 1);
    auto *columns = new QSplitter(Qt::Horizontal, this);
    columns->addWidget(scroll);
    columns->addWidget(right);
    columns->setStretchFactor(0, 1);
    columns->setStretchFactor(1, 1);
    columns->setChildrenCollapsible(false);

    const std::pair<QPushButton *, const char *> buttons[]{
        {m_cancel, "reviewCancel"},   {m_apply, "reviewApply"}, {m_stop, "reviewStop"},  {m_continue, "reviewContinue"},
        {m_inverse, "reviewInverse"}, {m_retry, "reviewRetry"}, {m_close, "reviewClose"}};
    auto *foot = new QHBoxLayout;
    foot->setSpacing(spacing::control);
    foot->addWidget(m_readAt, 1);
    for (const auto &[button, name] : buttons) {
        button->setObjectName(QString::fromLatin1(name));
        button->setAccessibleName(button->text());
        foot->addWidget(button);
    }
    m_retry->setToolTip(tr("A new review of what was not done"));
    m_inverse->setToolTip(tr("Stages what takes back the steps that were done; nothing is sent by it"));
    m_cancel->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    layout->setSpacing(spacing::edge);
    layout->addLayout(head);
    layout->addWidget(m_bar);
    layout->addWidget(columns, 1);
    layout->addLayout(foot);

    m_stopGuard.setSingleShot(true);
    connect(&m_stopGuard, &QTimer::timeout, m_stop, [this] { m_stop->setEnabled(true); });
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, [this] {
        if (!m_runner)
            Q_EMIT cancelled();
    });
    m_countdown.setInterval(std::chrono::seconds(1));
    connect(&m_countdown, &QTimer::timeout, this, &ReviewPage::tick);
    connect(m_cancel, &QPushButton::clicked, this, &ReviewPage::cancelled);
    connect(m_apply, &QPushButton::clicked, this, &ReviewPage::applyRequested);
    connect(m_stop, &QPushButton::clicked, this, &ReviewPage::abortRequested);
    connect(m_continue, &QPushButton::clicked, this, [this] {
        guardStop();
        Q_EMIT resumeRequested();
    });
    connect(m_retry, &QPushButton::clicked, this, &ReviewPage::retryRequested);
    connect(m_inverse, &QPushButton::clicked, this, &ReviewPage::inverseRequested);
    connect(m_close, &QPushButton::clicked, this, &ReviewPage::closed);
}

void ReviewPage::show(const ReviewSubject &subject)
{
    m_subject = subject;
    m_runner = nullptr;
    m_steps.clear();
    m_confirmations.clear();
    m_countdown.stop();
    m_bar->dismiss();
    const int count = static_cast<int>(countChanges(subject.plan.base, subject.plan.target).total());
    m_title->setText(tr("Review %n change(s) to %1", nullptr, count).arg(visibleName(subject.tableName)));
    m_targetText->setText(
        tr("%1 › %2 · all branches and data sources")
            .arg(visibleName(subject.target.instanceName), visibleName(subject.target.workspaceName)));
    m_apply->setText(!subject.doubt.isEmpty() ? tr("Try Anyway")
                         : count == 1         ? tr("Apply 1 Change")
                                              : tr("Apply %1 Changes").arg(count));
    m_apply->setAccessibleName(m_apply->text());
    m_readAt->setText(tr("The schema was read at %1 and is read again before the first step.")
                          .arg(QLocale().toString(subject.readAt.time(), QStringLiteral("HH:mm:ss"))));

    delete m_happens->layout();
    qDeleteAll(m_happens->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    auto *list = new QVBoxLayout(m_happens);
    list->setContentsMargins(0, 0, spacing::edge, 0);
    list->setSpacing(spacing::control);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const auto heading = [&](const QString &text) {
        auto *label = plainLabel(text, m_happens);
        label->setFont(bold);
        list->addWidget(label);
        return label;
    };
    heading(tr("What happens"));
    m_steps.resize(static_cast<std::size_t>(subject.plan.steps.size()));
    for (qsizetype i = 0; i < subject.plan.steps.size(); ++i)
        if (!subject.plan.steps[i].destructive)
            addStep(list, i, subject.plan.steps[i]);
    const bool destructive = std::ranges::any_of(subject.plan.steps, &PlanStep::destructive);
    if (destructive) {
        list->addSpacing(spacing::control);
        QLabel *label = heading(tr("Cannot be undone"));
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, m_theme.tokens().error);
        label->setPalette(palette);
        for (qsizetype i = 0; i < subject.plan.steps.size(); ++i) {
            const PlanStep &step = subject.plan.steps[i];
            if (!step.destructive)
                continue;
            addStep(list, i, step);
            if (step.kind == StepKind::DeleteField) {
                const Keyed<Field> *dropped = findEntry(subject.plan.base.fields, step.key);
                addConfirmation(list, dropped ? dropped->value.name : step.name);
            }
        }
    }
    list->addStretch();
    QStringList requests;
    const QList<StepPreview> previews = previewRequests(subject.plan, subject.target.workspace, subject.table);
    for (qsizetype i = 0; i < previews.size(); ++i)
        requests.append(QStringLiteral("%1  %2").arg(i + 1).arg(reviewwords::request(previews[i])));
    m_sent->setPlainText(requests.join(QStringLiteral("\n\n")));
    updateApply();
    showState();
    showCaution();
    m_cancel->setFocus();
}

void ReviewPage::showCaution()
{
    if (m_subject.readOnly)
        m_bar->showMessage(MessageBar::Kind::Info,
                           tr("Read-only: this is what would be sent; nothing can be applied."));
    else if (!m_subject.doubt.isEmpty())
        m_bar->showMessage(MessageBar::Kind::Warning, m_subject.doubt);
    else
        m_bar->dismiss();
}

void ReviewPage::setReadOnly(bool readOnly)
{
    if (m_runner || m_subject.readOnly == readOnly)
        return;
    m_subject.readOnly = readOnly;
    updateApply();
    showCaution();
}

void ReviewPage::addStep(QVBoxLayout *list, qsizetype number, const PlanStep &step)
{
    auto *row = new QWidget(m_happens);
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::control);
    grid->setVerticalSpacing(spacing::tight);
    auto *count = plainLabel(QString::number(number + 1), row);
    count->setAlignment(Qt::AlignRight | Qt::AlignTop);
    count->setMinimumWidth(count->fontMetrics().horizontalAdvance(QStringLiteral("00")));
    grid->addWidget(count, 0, 0);
    grid->addWidget(plainLabel(visibleName(step.sentence), row), 0, 1);
    auto *state = plainLabel({}, row);
    state->setWordWrap(false);
    state->setAlignment(Qt::AlignRight | Qt::AlignTop);
    state->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(state, 0, 2);
    grid->setColumnStretch(1, 1);
    if (!step.loses.isEmpty()) {
        auto *loses = plainLabel(visibleName(step.loses), row);
        QPalette palette = loses->palette();
        palette.setColor(QPalette::WindowText,
                         step.destructive ? m_theme.tokens().error : m_theme.tokens().changed.mark);
        loses->setPalette(palette);
        grid->addWidget(loses, 1, 1, 1, 2);
    }
    auto *note = plainLabel({}, row);
    note->setForegroundRole(QPalette::PlaceholderText);
    note->hide();
    grid->addWidget(note, 2, 1, 1, 2);
    m_steps[static_cast<std::size_t>(number)] = {state, note};
    list->addWidget(row);
}

void ReviewPage::addConfirmation(QVBoxLayout *list, const QString &name)
{
    const QString text = tr("Type %1 to Confirm").arg(visibleName(name));
    auto *label = plainLabel(text, m_happens);
    auto *edit = new QLineEdit(m_happens);
    edit->setAccessibleName(text);
    edit->setObjectName(QStringLiteral("confirm-") + QString::number(m_confirmations.size()));
    label->setBuddy(edit);
    auto *box = new QVBoxLayout;
    box->setContentsMargins(spacing::group + spacing::control, 0, 0, spacing::control);
    box->setSpacing(spacing::tight);
    box->addWidget(label);
    box->addWidget(edit);
    list->addLayout(box);
    m_confirmations.emplace_back(edit, name);
    connect(edit, &QLineEdit::textChanged, this, &ReviewPage::updateApply);
}

void ReviewPage::updateApply()
{
    const bool confirmed = std::ranges::all_of(m_confirmations, [](const auto &each) {
        return each.first->text() == each.second || each.first->text() == visibleName(each.second);
    });
    m_apply->setEnabled(confirmed && !m_subject.readOnly);
}

void ReviewPage::follow(ApplyRunner *runner, std::function<std::chrono::milliseconds()> untilNext)
{
    m_runner = runner;
    m_untilNext = std::move(untilNext);
    m_readAt->clear(); // what it says is under way or over from here on
    for (const auto &[edit, name] : m_confirmations)
        edit->setEnabled(false);
    connect(runner, &ApplyRunner::stepChanged, this, &ReviewPage::showStep);
    connect(runner, &ApplyRunner::stateChanged, this, &ReviewPage::showState);
    for (qsizetype i = 0; i < m_subject.plan.steps.size(); ++i)
        showStep(i);
    guardStop();
    showState();
}

void ReviewPage::guardStop()
{
    // Stop appears where Apply or Continue was: the second half of a double click must not reach it.
    m_stop->setEnabled(false);
    m_stopGuard.start(QApplication::doubleClickInterval() + 100);
}

void ReviewPage::showStep(qsizetype step)
{
    const Step &row = m_steps.at(static_cast<std::size_t>(step));
    row.state->setText(reviewwords::step(m_runner->stepState(step)));
    const QString note = m_runner->stepNote(step);
    row.note->setText(note);
    row.note->setVisible(!note.isEmpty());
}

void ReviewPage::showState()
{
    using State = ApplyRunner::State;
    const State state = m_runner ? m_runner->state() : State::Idle;
    const bool over = m_runner && m_runner->isOver();
    const bool running = m_runner && !over;
    m_cancel->setVisible(!m_runner);
    m_apply->setVisible(!m_runner);
    m_stop->setVisible(running);
    m_continue->setVisible(state == State::Paused);
    const bool hasStopped = state == State::Failed || state == State::Aborted;
    // Without a look at the table nobody knows what is left to do, or to take back.
    const bool isOpen = hasStopped && (m_runner->baseline() || reviewwords::isNothingSent(*m_runner));
    m_retry->setVisible(isOpen && !reviewwords::isAllDone(*m_runner));
    m_inverse->setVisible(isOpen && m_runner->count(ApplyRunner::StepState::Done) > 0);
    m_close->setVisible(over);
    m_countdown.stop();
    if (!m_runner)
        return;
    switch (state) {
    case State::Checking:
        m_bar->showMessage(MessageBar::Kind::Info, tr("Reading the table again before anything is sent…"));
        break;
    case State::Running: m_bar->showMessage(MessageBar::Kind::Info, tr("Applying…")); break;
    case State::ReadingBack:
        m_bar->showMessage(MessageBar::Kind::Info, tr("Reading back what is on the server…"));
        break;
    case State::Paused:
        m_countdown.start();
        tick();
        break;
    case State::Failed:
    case State::Aborted: showEnd(); break;
    default: m_bar->dismiss(); break;
    }
    if (over)
        m_close->setFocus();
}

void ReviewPage::showEnd()
{
    const reviewwords::End end = reviewwords::end(*m_runner);
    m_bar->showMessage(end.kind, end.text, end.details);
}

void ReviewPage::setContinue(const QString &text)
{
    m_continue->setText(text);
    m_continue->setAccessibleName(text);
}

void ReviewPage::tick()
{
    if (const auto &error = m_runner->error(); error && error->kind != ErrorKind::RateLimited) {
        m_countdown.stop();
        setContinue(tr("Try Again"));
        m_continue->setEnabled(true);
        m_continue->setFocus();
        m_bar->showMessage(MessageBar::Kind::Error,
                           tr("The step was not sent, since it could not be written into the change journal first. %1")
                               .arg(describe(*error)));
        return;
    }
    setContinue(tr("Continue"));
    const auto left
        = std::chrono::ceil<std::chrono::seconds>(m_untilNext ? m_untilNext() : std::chrono::milliseconds(0));
    m_continue->setEnabled(left.count() <= 0);
    m_bar->showMessage(MessageBar::Kind::Warning,
                       left.count() > 0
                           ? tr("The plan's request limit is reached: the step was not done. Continue in %n second(s).",
                                nullptr, static_cast<int>(left.count()))
                           : tr("The plan's request limit was reached: the step was not done. Continue when ready."));
    if (left.count() <= 0) {
        m_countdown.stop();
        m_continue->setFocus();
    }
}

} // namespace metascope
