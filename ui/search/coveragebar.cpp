// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search/coveragebar.h"

#include "app/domain/nodepath.h"
#include "app/model/backgroundloader.h"
#include "app/model/budgetwords.h"
#include "ui/theme/tokens.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace metascope {

CoverageBar::CoverageBar(WorkspaceCache &cache, TextFetch &fetch, BackgroundLoader *loader, QWidget *parent)
    : QWidget(parent), m_cache(cache), m_fetch(fetch), m_loader(loader), m_words(new QLabel(this)),
      m_button(new QPushButton(this)), m_notLoaded(new QLabel(this)), m_load(new QPushButton(tr("Load"), this))
{
    m_words->setObjectName(QStringLiteral("findCoverage"));
    m_notLoaded->setObjectName(QStringLiteral("findNotLoaded"));
    m_button->setObjectName(QStringLiteral("findFetch"));
    m_load->setObjectName(QStringLiteral("findLoad"));
    m_load->setAccessibleName(m_load->text());
    // Side by side: the height is the results'.
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::control, 0, spacing::control, spacing::control);
    layout->setSpacing(spacing::control);
    for (const auto &[words, button] : {std::pair(m_words, m_button), std::pair(m_notLoaded, m_load)}) {
        words->setTextFormat(Qt::PlainText);
        words->setWordWrap(true);
        words->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(words, 1);
        layout->addWidget(button);
    }
    if (loader) {
        connect(loader, &BackgroundLoader::progressed, this, &CoverageBar::showNotLoaded);
        connect(loader, &BackgroundLoader::finished, this, &CoverageBar::refresh);
        connect(m_load, &QPushButton::clicked, loader, &BackgroundLoader::request);
    }
    // For the countdown alone: what else changes is told.
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, this, &CoverageBar::showState);
    connect(m_button, &QPushButton::clicked, this, &CoverageBar::press);
    connect(&fetch, &TextFetch::progressed, this, &CoverageBar::showState);
    connect(&fetch, &TextFetch::finished, this, &CoverageBar::ended);
    connect(&cache, &WorkspaceCache::cleared, this, &CoverageBar::refresh);
    showState();
}

void CoverageBar::setScope(const TextFetch::Scope &scope)
{
    m_scope = scope;
    refresh();
}

void CoverageBar::refresh()
{
    m_counting.restart();
    count(m_scope.instances, {});
    showNotLoaded();
}

void CoverageBar::showNotLoaded()
{
    constexpr qsizetype most = 3;
    QStringList lists;
    if (m_loader && !m_loader->isRunning()) {
        const auto missing = m_loader->missing();
        for (const BackgroundLoader::Missing &each : missing) {
            const auto path = NodePath::fromKey(each.key);
            if (path && m_scope.instances.contains(path->instance)
                && path->workspace == (m_scope.workspace ? m_scope.workspace : path->workspace))
                lists.append(each.words);
        }
    }
    QString words = lists.mid(0, most).join(QStringLiteral(", "));
    if (lists.size() > most)
        words = tr("%1 and %n more", nullptr, static_cast<int>(lists.size() - most)).arg(words);
    QStringList sentences;
    if (!lists.isEmpty())
        sentences.append(tr("Not loaded, and so not searched: %1.").arg(words));
    // Of one workspace its own instance counts alone.
    const QString notOpen = !m_loader ? QString()
        : m_scope.workspace           ? m_loader->notOpenWords(m_scope.instances)
                                      : m_loader->notOpenWords();
    if (!notOpen.isEmpty())
        sentences.append(tr("%1.").arg(notOpen));
    m_notLoaded->setText(sentences.join(u' '));
    m_notLoaded->setVisible(!sentences.isEmpty());
    m_load->setVisible(!lists.isEmpty());
}

void CoverageBar::count(const QList<InstanceId> &rest, const CacheCoverage &sum)
{
    if (!rest.isEmpty()) {
        m_counting.await(m_cache.coverage(rest.constFirst(), m_scope.workspace),
                         [this, rest, sum](const Result<CacheCoverage> &own) {
                             const CacheCoverage more = own.value_or(CacheCoverage());
                             count(rest.mid(1), {sum.objects + more.objects, sum.indexed + more.indexed});
                         });
        return;
    }
    m_counting.await(m_fetch.count(m_scope), [this, sum](const Result<int> &requests) {
        m_coverage = sum;
        m_requests = requests.value_or(0);
        showState();
    });
}

void CoverageBar::press()
{
    if (m_fetch.isRunning()) {
        m_fetch.cancel();
        return;
    }
    m_fetch.start(m_scope);
    showState();
}

void CoverageBar::showState()
{
    const QLocale locale;
    const bool isRunning = m_fetch.isRunning();
    m_button->setText(isRunning ? tr("Cancel") : tr("Fetch the Rest"));
    m_button->setAccessibleName(m_button->text());
    m_button->setVisible(isRunning || m_requests > 0);
    if (!isRunning) {
        m_seconds.stop();
        if (m_coverage.objects == 0)
            m_words->setText(tr("Nothing of this is kept here: open it in the Explorer, or refresh it."));
        else if (m_requests == 0)
            m_words->setText(
                tr("The texts of all %n object(s) that are known are indexed.", nullptr, m_coverage.objects));
        else
            m_words->setText(tr("Texts of %1 of %2 objects are indexed. The rest takes %3.")
                                 .arg(locale.toString(m_coverage.indexed), locale.toString(m_coverage.objects),
                                      TextFetch::cost(m_requests)));
        return;
    }
    if (!m_seconds.isActive())
        m_seconds.start();
    QString words
        = tr("Reading texts: %1 of %2.").arg(locale.toString(m_fetch.done()), locale.toString(m_fetch.wanted()));
    if (const auto pause = m_fetch.pause(); pause.count() > 0)
        words = tr("%1 The budget of requests is used up: goes on in %2.").arg(words, budgetwords::seconds(pause));
    m_words->setText(words);
}

void CoverageBar::ended(const TextFetch::Outcome &outcome)
{
    refresh();
    showState();
    // The person's own Cancel needs no words.
    if (outcome.error && (outcome.error->kind != ErrorKind::Cancelled || !outcome.error->message.isEmpty()))
        Q_EMIT failed(*outcome.error);
    else if (outcome.skipped > 0)
        Q_EMIT skipped(outcome.skipped);
    Q_EMIT fetched();
}

} // namespace metascope
