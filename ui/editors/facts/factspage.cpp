// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factspage.h"

#include "app/domain/section.h"
#include "app/session/objectreads.h"
#include "app/session/seenruns.h"
#include "ui/editors/facts/codeparts.h"
#include "ui/editors/facts/factlist.h"
#include "ui/editors/facts/factsview.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/thinprogress.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>

namespace metascope {

FactsPage::FactsPage(const EditorRequest &request, const ReadingParts &parts, QWidget *parent)
    : Editor(request, parent), m_parts(parts), m_view(new FactsView(parts.theme, parts.icons, this)),
      m_progress(new ThinProgress(parts.theme, this)), m_bar(new MessageBar(parts.theme, parts.icons, this))
{
    setObjectName(QStringLiteral("factsPage"));
    if (m_parts.zone)
        m_zone = m_parts.zone(request.path.instance);
    m_view->setHeading(shownUri(request.name));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_progress);
    layout->addWidget(m_bar);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    // A run never changes, and the API has no call for one.
    const auto run = m_parts.runs && request.path.kind && isHistory(*request.path.kind)
        ? m_parts.runs->find(request.path)
        : std::nullopt;
    if (run)
        adopt(*run, QDateTime::currentDateTimeUtc());
    else if (request.problem)
        showKept();
    else
        FactsPage::reload();
}

FactsPage::FactsPage(const EditorRequest &request, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : FactsPage(request, ReadingParts{theme, icons}, parent)
{}

void FactsPage::reload()
{
    const EditorRequest &wanted = request();
    if (isStandIn()) {
        Q_EMIT loadRequested();
        return;
    }
    if (!wanted.session || !wanted.path.workspace || !wanted.path.kind || !wanted.path.isObject())
        return;
    m_scope.restart();
    m_error.reset();
    m_bar->dismiss();
    m_progress->setRunning(true);
    m_isReading = true;
    if (!m_shown)
        askLastKnown();
    read();
}

void FactsPage::objectGone()
{
    if (m_progress->isRunning() || (request().path.kind && isHistory(*request().path.kind)))
        return; // the answer tells; and of runs a list has the newest alone
    m_error = Error::local(ErrorKind::NotFound, tr("the list that was read just now does not hold it"));
    tell();
}

void FactsPage::showKept()
{
    m_error = request().problem;
    if (!m_parts.lastKnown) {
        tell();
        return;
    }
    m_scope.await(m_parts.lastKnown(request()), [this](const Result<std::optional<LastRead>> &known) {
        if (known && *known)
            adopt((*known)->object, (*known)->readAt);
        tell();
    });
}

void FactsPage::problemChanged()
{
    m_error = request().problem;
    tell();
}

void FactsPage::askLastKnown()
{
    if (!m_parts.lastKnown)
        return;
    m_scope.await(m_parts.lastKnown(request()), [this](const Result<std::optional<LastRead>> &known) {
        if (m_shown || !known || !*known)
            return;
        adopt((*known)->object, (*known)->readAt);
        tell();
    });
}

void FactsPage::read()
{
    const EditorRequest &wanted = request();
    const ObjectPlace place{*wanted.path.workspace, wanted.target.branch, wanted.path.group};
    m_scope.await(readObject(*wanted.session, *wanted.path.kind, place, wanted.path.object),
                  [this](const Result<ObjectSummary> &result) { arrived(result); });
}

void FactsPage::arrived(const Result<ObjectSummary> &result)
{
    m_progress->setRunning(false);
    m_isReading = false;
    if (!result) {
        m_error = result.error();
        tell();
        return;
    }
    adopt(*result, QDateTime::currentDateTimeUtc());
    m_line = 0;
    if (m_parts.wasRead)
        m_parts.wasRead(request(), *result);
    Q_EMIT statusMessage(tr("Read %1").arg(isolated(title())));
}

void FactsPage::adopt(const ObjectSummary &object, const QDateTime &readAt)
{
    m_shown = object;
    m_readAt = readAt;
    const NodePath &path = request().path;
    const NodePath group = NodePath::ofKind(path.instance, path.workspace.value_or(WorkspaceId()), object.kind);
    setTitle(shownUri(ExplorerSource::itemOf(object, group).name));
    m_view->setHeading(title());
    m_view->show(factsOf(object), m_zone, [this, path](TableId table) {
        NodePath node = NodePath::ofKind(path.instance, path.workspace.value_or(WorkspaceId()), Kind::Table);
        node.object = QString::number(table.value());
        return m_parts.nameOf ? m_parts.nameOf(node.key()) : QString();
    });
    adopted(object);
    point();
}

void FactsPage::showSpot(const EditorSpot &spot)
{
    m_line = spot.line;
    m_lineShownIn.clear();
    point();
    if (!m_isReading && m_shown)
        m_line = 0;
}

void FactsPage::point()
{
    // Where the text is the same one still, the person may have scrolled on.
    if (m_line <= 0 || !m_shown || m_shown->xanoScript.isEmpty() || m_shown->xanoScript == m_lineShownIn)
        return;
    m_lineShownIn = m_shown->xanoScript;
    m_view->showLine(m_line);
}

void FactsPage::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    if (!m_shown)
        return;
    adopt(ObjectSummary(*m_shown), m_readAt);
    tell();
}

void FactsPage::tell()
{
    if (!m_error)
        return;
    if (m_error->kind == ErrorKind::NotFound)
        tellGone();
    else if (m_shown)
        tellOld();
    else
        m_bar->showError(*m_error);
    QPushButton *retry = m_bar->addButton(isStandIn() ? tr("Try Again") : tr("Retry"));
    connect(retry, &QPushButton::clicked, this, &FactsPage::reload);
}

void FactsPage::tellGone()
{
    // Of runs the newest are listed; an older one is not deleted.
    const QString gone = isHistory(*request().path.kind) ? tr("It is not among the newest runs that the server lists.")
                                                         : tr("It is not on the server any more.");
    const QString text
        = m_shown ? tr("%1 What is shown was read on %2.").arg(gone, FactList::moment(m_readAt, m_zone)) : gone;
    m_bar->showMessage(MessageBar::Kind::Warning, text, describe(*m_error));
}

void FactsPage::tellOld()
{
    m_bar->showOld(FactList::moment(m_readAt, m_zone), *m_error);
}

} // namespace metascope
