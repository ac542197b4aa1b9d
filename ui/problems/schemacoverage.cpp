// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/schemacoverage.h"

#include "app/model/budgetwords.h"
#include "ui/theme/tokens.h"

#include <QtCore/QLocale>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace metascope {

SchemaCoverage::SchemaCoverage(TextFetch &fetch, QWidget *parent)
    : QWidget(parent), m_fetch(fetch), m_words(new QLabel(this)), m_button(new QPushButton(this))
{
    m_words->setObjectName(QStringLiteral("problemsCoverage"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_button->setObjectName(QStringLiteral("problemsFetch"));
    m_button->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::control, 0, spacing::control, spacing::control);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_button);
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, this, &SchemaCoverage::showState);
    connect(m_button, &QPushButton::clicked, this, &SchemaCoverage::press);
    connect(&fetch, &TextFetch::progressed, this, &SchemaCoverage::showState);
    connect(&fetch, &TextFetch::finished, this, &SchemaCoverage::ended);
}

void SchemaCoverage::show(const NodePath &workspace, const WorkspaceProblems &problems)
{
    m_scope = {{workspace.instance}, workspace.workspace, {Kind::Table}};
    m_problems = problems;
    m_problems.tables.clear(); // the counts are enough
    m_known = static_cast<int>(problems.tables.size());
    m_counting.restart();
    m_counting.await(m_fetch.count(m_scope), [this](const Result<int> &requests) {
        m_requests = requests.value_or(0);
        showState();
    });
    setVisible(true);
}

void SchemaCoverage::press()
{
    if (m_fetch.isRunning())
        m_fetch.cancel();
    else
        m_fetch.start(m_scope);
    showState();
}

void SchemaCoverage::showState()
{
    const QLocale locale;
    const bool isRunning = m_fetch.isRunning();
    m_button->setText(isRunning ? tr("Cancel") : tr("Read the Rest"));
    m_button->setAccessibleName(m_button->text());
    m_button->setVisible(isRunning || m_requests > 0);
    if (isRunning) {
        if (!m_seconds.isActive())
            m_seconds.start();
        QString words
            = tr("Reading fields: %1 of %2.").arg(locale.toString(m_fetch.done()), locale.toString(m_fetch.wanted()));
        if (const auto pause = m_fetch.pause(); pause.count() > 0)
            words = tr("%1 The budget of requests is used up: goes on in %2.").arg(words, budgetwords::seconds(pause));
        m_words->setText(words);
        return;
    }
    m_seconds.stop();
    QStringList sentences;
    if (m_problems.total == 0)
        sentences.append(tr("No table of this workspace is known here: open its tables in the Explorer."));
    else if (m_requests > 0)
        sentences.append(
            tr("%1 of %2 tables are known; reading the rest takes %3.")
                .arg(locale.toString(m_known), locale.toString(m_problems.total), TextFetch::cost(m_requests)));
    else
        sentences.append(
            tr("%1 of %2 tables are known.").arg(locale.toString(m_known), locale.toString(m_problems.total)));
    if (m_problems.total > 0 && !m_problems.isWhole)
        sentences.append(tr("The list of tables was not read to its end."));
    if (m_problems.withoutIndexes > 0)
        sentences.append(
            tr("Of %n table(s) the indexes are not known before they are opened.", nullptr, m_problems.withoutIndexes));
    if (m_problems.leftOut > 0)
        sentences.append(tr("%n hint(s) more are left out.", nullptr, m_problems.leftOut));
    m_words->setText(sentences.join(QLatin1Char(' ')));
}

void SchemaCoverage::ended(const TextFetch::Outcome &outcome)
{
    showState();
    // The person's own Cancel needs no words.
    if (outcome.error && (outcome.error->kind != ErrorKind::Cancelled || !outcome.error->message.isEmpty()))
        Q_EMIT failed(*outcome.error);
    else if (outcome.skipped > 0)
        Q_EMIT skipped(outcome.skipped);
    Q_EMIT fetched();
}

} // namespace metascope
