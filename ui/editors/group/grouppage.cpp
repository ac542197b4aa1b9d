// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/group/grouppage.h"

#include "app/base/unreachable.h"
#include "app/model/scriptinputs.h"
#include "app/session/objectreads.h"
#include "ui/editors/facts/codeparts.h"
#include "ui/editors/facts/factlist.h"
#include "ui/editors/facts/factrows.h"
#include "ui/editors/facts/factsview.h"
#include "ui/editors/facts/facttable.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace metascope {

namespace {

FactRow rowOf(const ObjectSummary &endpoint, const std::optional<KnownInputs> &inputs, const QString &key,
              const QTimeZone &zone)
{
    FactRow row;
    row.id = key;
    const auto auth = endpoint.raw.member(u"auth");
    row.cells = {endpoint.verb,
                 endpoint.name,
                 inputs ? inputNames(inputs->inputs) : QString(),
                 auth ? authenticationWords(*auth) : QString(),
                 endpoint.tags.join(QStringLiteral(", ")),
                 endpoint.updatedAt ? FactList::moment(*endpoint.updatedAt, zone) : QString()};
    row.sortKeys = {{}, {}, {}, {}, {}, endpoint.updatedAt ? QVariant(*endpoint.updatedAt) : QVariant()};
    row.more = endpoint.description;
    return row;
}

} // namespace

GroupPage::GroupPage(const EditorRequest &request, const ReadingParts &parts, QWidget *parent)
    : FactsPage(request, parts, parent)
{
    setObjectName(QStringLiteral("groupPage"));
    view().addTab(buildEndpoints(), tr("Endpoints"));
    readEndpoints();
}

QWidget *GroupPage::buildEndpoints()
{
    auto *page = new QWidget;
    m_filter = new QLineEdit(page);
    m_filter->setObjectName(QStringLiteral("endpointFilter"));
    m_filter->setPlaceholderText(tr("Filter Endpoints"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(parts().icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_count = new QLabel(page);
    m_count->setObjectName(QStringLiteral("endpointCount"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_note = new QLabel(page);
    m_note->setObjectName(QStringLiteral("endpointNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    m_table = new FactTable(tr("Endpoints"),
                            new FactRows({{tr("Method"), false, true, 9},
                                          {tr("Path"), false, true, 36},
                                          {tr("Inputs"), false, true, 0},
                                          {tr("Authentication"), false, false, 16},
                                          {tr("Tags"), false, false, 14},
                                          {tr("Updated"), false, false, 30}}),
                            parts().theme, parts().icons, page);
    m_table->setObjectName(QStringLiteral("endpoints"));
    m_table->setSortable(1, Qt::AscendingOrder);
    m_empty = new EmptyState(page);
    m_empty->setObjectName(QStringLiteral("endpointEmpty"));
    m_empty->hide();

    auto *tools = new QHBoxLayout;
    tools->setContentsMargins(spacing::group, spacing::control, spacing::group, 0);
    tools->setSpacing(spacing::control);
    tools->addWidget(m_filter, 1);
    tools->addWidget(m_count);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(spacing::group, 0, spacing::group, 0);
    foot->addWidget(m_note);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addLayout(tools);
    layout->addLayout(foot);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    page->setFocusProxy(m_filter);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_table->order().setText(text);
        refresh();
    });
    connect(m_table, &FactTable::opened, this, &GroupPage::open);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_problem.isEmpty())
            m_filter->clear();
        else
            readEndpoints();
    });
    return page;
}

void GroupPage::reload()
{
    FactsPage::reload();
    if (!isStandIn())
        readEndpoints();
}

void GroupPage::readEndpoints()
{
    const EditorRequest &wanted = request();
    if (isStandIn())
        askLastListed();
    if (!wanted.session || !wanted.path.workspace || !wanted.path.id())
        return;
    m_listScope.restart();
    m_problem.clear();
    if (!m_isKnown)
        askLastListed();
    const ObjectPlace place{*wanted.path.workspace, wanted.target.branch, wanted.path.id()};
    m_listScope.await(listObjects(*wanted.session, Kind::Endpoint, place),
                      [this](const Result<QList<ObjectSummary>> &result) {
                          if (result) {
                              adopt(*result);
                              if (parts().wasListed)
                                  parts().wasListed(request(), request().path, *result);
                          } else {
                              m_isTold = isUnreachable(result.error());
                              m_problem = m_isTold ? tr("The endpoints could not be read.") : describe(result.error());
                          }
                          refresh();
                      });
}

void GroupPage::askLastListed()
{
    if (!parts().lastListed)
        return;
    m_listScope.await(parts().lastListed(request(), request().path),
                      [this](const Result<std::optional<CachedList>> &known) {
                          if (!m_isKnown && known && *known && (*known)->readAt.isValid())
                              adopt((*known)->objects);
                          else if (!m_isKnown && isStandIn())
                              m_empty->setContent(tr("The endpoints of this API group are not kept here."));
                          if (isStandIn())
                              showEmpty(m_table->order().rowCount() == 0);
                      });
}

void GroupPage::adopt(const QList<ObjectSummary> &endpoints)
{
    m_isKnown = true;
    m_endpoints = endpoints;
    QList<FactRow> rows;
    QSet<QString> keys;
    bool lacksInputs = false;
    bool hasScripts = false;
    rows.reserve(endpoints.size());
    for (const ObjectSummary &endpoint : endpoints) {
        const QString key = ExplorerSource::itemOf(endpoint, request().path).key;
        if (keys.contains(key))
            continue; // an id that stands twice in the list
        keys.insert(key);
        const auto inputs = knownInputs(endpoint);
        lacksInputs |= !inputs;
        hasScripts |= inputs && inputs->isFromScript;
        rows.append(rowOf(endpoint, inputs, key, zone()));
    }
    m_table->rows().setRows(rows);
    QStringList notes;
    if (lacksInputs)
        notes.append(tr("The server's list does not tell the inputs of each endpoint: open one to see them."));
    if (hasScripts)
        notes.append(tr("Some inputs are read from the XanoScript of their endpoints."));
    m_note->setText(notes.join(QLatin1Char(' ')));
    refresh();
}

void GroupPage::setTimeZone(const QTimeZone &zone)
{
    FactsPage::setTimeZone(zone);
    if (m_isKnown)
        adopt(QList<ObjectSummary>(m_endpoints));
}

void GroupPage::refresh()
{
    const int all = m_table->rows().rowCount();
    const int seen = m_table->order().rowCount();
    m_count->setText(!m_isKnown       ? QString()
                         : seen < all ? tr("%1 of %2").arg(seen).arg(all)
                                      : tr("%n endpoint(s)", nullptr, all));
    const bool hasProblem = !m_problem.isEmpty() && !m_isTold && all > 0;
    m_note->setVisible(!m_note->text().isEmpty() || hasProblem);
    if (hasProblem)
        m_note->setText(tr("The endpoints could not be read again: %1").arg(m_problem));
    const bool isBare = seen == 0 && (m_isKnown || !m_problem.isEmpty());
    if (all > 0)
        m_empty->setContent(tr("No endpoint matches."), tr("Clear Filter"));
    else if (!m_problem.isEmpty())
        m_empty->setContent(m_problem, tr("Retry"));
    else
        m_empty->setContent(tr("This API group has no endpoints."));
    showEmpty(isBare);
}

void GroupPage::showEmpty(bool isEmpty)
{
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
}

void GroupPage::open(const QString &key)
{
    const auto path = NodePath::fromKey(key);
    const auto found = std::ranges::find_if(
        m_endpoints, [&path](const ObjectSummary &each) { return path && each.key == path->object; });
    if (found != m_endpoints.end())
        Q_EMIT objectRequested(*path, ExplorerSource::itemOf(*found, request().path).name, true);
}

} // namespace metascope
