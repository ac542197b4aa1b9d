// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/tokendetail.h"

#include "app/api/certificatepin.h"
#include "app/model/schematext.h"
#include "app/model/tokenwords.h"
#include "ui/theme/theme.h"
#include "ui/tokens/scopegridmodel.h"
#include "ui/widgets/elidedlabel.h"

#include <QtCore/QLocale>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

namespace {

enum SeenColumn { ScopeColumn, RightColumn, DateColumn, SeenColumnCount };

void dress(QTableView *view)
{
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + spacing::rowPadding);
    view->verticalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QLabel *note(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QVBoxLayout *column(QWidget *widget)
{
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    return layout;
}

} // namespace

TokenDetail::TokenDetail(QWidget *parent)
    : QWidget(parent), m_title(new ElidedLabel(this)), m_setEnd(new QPushButton(tr("Set End…"), this)),
      m_stopTrusting(new QPushButton(tr("Stop Trusting…"), this)),
      m_certificateName(new QLabel(tr("Certificate"), this)), m_grid(new ScopeGridModel(this)),
      m_gridView(new QTableView(this)), m_recorded(note("recordedNote", this)),
      m_hint(note("leastPrivilegeHint", this)), m_seen(new QStandardItemModel(0, SeenColumnCount, this)),
      m_seenView(new QTableView(this)), m_seenNote(note("seenNote", this))
{
    setObjectName(QStringLiteral("tokenDetail"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::group);
    layout->addWidget(makeFacts(), 4);
    layout->addWidget(makeRecorded(), 5);
    layout->addWidget(makeSeen(), 5);
    setContent(std::nullopt);
}

QWidget *TokenDetail::makeFacts()
{
    auto *facts = new QWidget(this);
    m_title->setObjectName(QStringLiteral("tokenTitle"));
    m_title->setFont(Theme::titleFont(font()));
    m_setEnd->setObjectName(QStringLiteral("setEnd"));
    m_setEnd->setAccessibleName(m_setEnd->text());
    m_setEnd->setAutoDefault(false);
    m_stopTrusting->setObjectName(QStringLiteral("stopTrusting"));
    m_stopTrusting->setAccessibleName(m_stopTrusting->text());
    m_stopTrusting->setAutoDefault(false);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing::group);
    grid->setVerticalSpacing(spacing::control);
    const std::array<QString, FactCount> names{
        tr("Instance"), tr("Address"),   tr("Person"),    tr("Kind"), tr("Last Four"),
        tr("Ends"),     tr("Last Used"), tr("Stored In"), {},         tr("State")};
    int line = 0;
    for (std::size_t fact = 0; fact < FactCount; ++fact) {
        auto *name = fact == Certificate ? m_certificateName : new QLabel(names.at(fact), facts);
        name->setForegroundRole(QPalette::PlaceholderText);
        m_facts.at(fact) = new ElidedLabel(facts);
        m_facts.at(fact)->setObjectName(QStringLiteral("tokenFact-%1").arg(fact));
        grid->addWidget(name, line, 0);
        grid->addWidget(m_facts.at(fact), line++, 1);
        if (fact == Ends)
            grid->addWidget(m_setEnd, line++, 1, Qt::AlignLeft);
        if (fact == Certificate)
            grid->addWidget(m_stopTrusting, line++, 1, Qt::AlignLeft);
    }
    m_facts[Address]->setElideMode(Qt::ElideMiddle);
    m_facts[Certificate]->setElideMode(Qt::ElideMiddle);
    grid->setColumnStretch(1, 1);

    QVBoxLayout *layout = column(facts);
    layout->addWidget(m_title);
    layout->addSpacing(spacing::tight);
    layout->addLayout(grid);
    layout->addStretch(1);
    connect(m_setEnd, &QPushButton::clicked, this, &TokenDetail::setEndRequested);
    connect(m_stopTrusting, &QPushButton::clicked, this, &TokenDetail::stopTrustingRequested);
    return facts;
}

QWidget *TokenDetail::makeRecorded()
{
    auto *recorded = new QWidget(this);
    dress(m_gridView);
    m_gridView->setObjectName(QStringLiteral("recordedScopes"));
    m_gridView->setAccessibleName(tr("Recorded"));
    m_gridView->setModel(m_grid);
    m_gridView->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_gridView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_gridView->setCornerButtonEnabled(false);
    // All areas at once, where the window has the room for them.
    m_gridView->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_gridView->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Maximum);
    // All rights are always in sight: half a grid would read as a whole one.
    const QFontMetrics metrics = m_gridView->fontMetrics();
    int widest = 0;
    for (const ScopeRight right : scopeRights)
        widest = std::max(widest, metrics.horizontalAdvance(scopeRightName(right)) + 3 * spacing::cell);
    m_gridView->horizontalHeader()->setMinimumSectionSize(widest);
    m_gridView->setMinimumWidth(m_gridView->verticalHeader()->sizeHint().width() + widest * m_grid->columnCount()
                                + m_gridView->style()->pixelMetric(QStyle::PM_ScrollBarExtent)
                                + 2 * m_gridView->frameWidth());

    QVBoxLayout *layout = column(recorded);
    layout->addWidget(heading(tr("Recorded"), recorded));
    layout->addWidget(m_recorded);
    layout->addWidget(m_gridView);
    layout->addWidget(m_hint);
    layout->addStretch(1);
    connect(m_grid, &ScopeGridModel::edited, this, &TokenDetail::recordedEdited);
    return recorded;
}

QWidget *TokenDetail::makeSeen()
{
    auto *seen = new QWidget(this);
    m_seen->setHorizontalHeaderLabels({tr("Scope"), tr("Right"), tr("When")});
    dress(m_seenView);
    m_seenView->setObjectName(QStringLiteral("seenScopes"));
    m_seenView->setAccessibleName(tr("Seen"));
    m_seenView->setModel(m_seen);
    m_seenView->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_seenView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_seenView->verticalHeader()->hide();
    m_seenView->horizontalHeader()->setSectionResizeMode(ScopeColumn, QHeaderView::Stretch);
    const int character = fontMetrics().averageCharWidth();
    m_seenView->setColumnWidth(RightColumn, character * 11);
    m_seenView->setColumnWidth(DateColumn, character * 14);

    QVBoxLayout *layout = column(seen);
    layout->addWidget(heading(tr("Seen"), seen));
    layout->addWidget(m_seenNote);
    layout->addWidget(m_seenView, 1);
    return seen;
}

void TokenDetail::setContent(const std::optional<Content> &content)
{
    const bool hasToken = content && !content->entry.tokenId.isEmpty();
    const TokenFacts token = content ? content->entry.token : TokenFacts();
    m_title->setText(!content                      ? tr("No token is picked")
                         : !token.label.isEmpty()  ? token.label
                         : !token.person.isEmpty() ? token.person
                                                   : content->entry.name);
    if (content)
        showFacts(*content);
    else
        for (ElidedLabel *each : m_facts)
            each->setText({});

    const bool isTrusted = content && !content->entry.pinnedCertificate.isEmpty();
    m_certificateName->setVisible(isTrusted);
    m_facts[Certificate]->setVisible(isTrusted);
    m_stopTrusting->setVisible(isTrusted);

    const bool saysItself = token.expiry.source == TokenExpiry::Source::Token;
    m_setEnd->setEnabled(hasToken && !saysItself);
    const QString reason = !hasToken ? tr("No token is stored.") : tr("The token itself says when it ends.");
    m_setEnd->setToolTip(m_setEnd->isEnabled() ? QString() : reason);
    m_setEnd->setAccessibleDescription(m_setEnd->toolTip());

    m_grid->setEditable(hasToken);
    m_grid->setGrid(token.recorded);
    m_gridView->setEnabled(hasToken);
    m_recorded->setText(token.recorded ? tr("%1, as you ticked them.").arg(tokenwords::scopes(token.recorded, {}))
                                       : tr("Not recorded. Tick what Xano's screen shows for this token."));
    const QString hint = hasToken ? tokenwords::leastPrivilege(token.recorded, content->seen, content->now) : QString();
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    showSeen(hasToken ? content->seen : QList<SeenRight>());
}

void TokenDetail::showFacts(const Content &content)
{
    const InstanceEntry &entry = content.entry;
    const TokenFacts &token = entry.token;
    const bool hasToken = !entry.tokenId.isEmpty();
    const auto set = [this](Fact fact, const QString &text) { m_facts[fact]->setText(text); };
    set(Instance, entry.name);
    set(Address, entry.base.origin.toString());
    set(Person, token.person.isEmpty() ? tr("not known") : token.person);
    set(Kind, tokenwords::kindFully(token.kind));
    set(LastFour, !hasToken ? QString() : token.lastFour.isEmpty() ? tr("not noted") : token.lastFour);
    set(Ends, hasToken ? tokenwords::endsFully(token.expiry, content.now) : QString());
    set(LastUsed, hasToken ? tokenwords::ago(token.lastUsed, content.now) : QString());
    set(StoredIn, hasToken ? content.store : QString());
    // Whole in the tip, where it does not fit.
    set(Certificate, tr("trusted by hand: %1").arg(fingerprintText(entry.pinnedCertificate)));
    set(State, content.state);
}

void TokenDetail::showSeen(const QList<SeenRight> &seen)
{
    m_seen->setRowCount(static_cast<int>(seen.size()));
    for (int row = 0; row < seen.size(); ++row) {
        const SeenRight &right = seen.at(row);
        const QDateTime at = right.at.toLocalTime();
        const std::array<QString, SeenColumnCount> texts{right.scope, tokenwords::seen(right),
                                                         QLocale().toString(at.date(), QLocale::ShortFormat)};
        const QString tip = schematext::toolTip(
            tr("%1: %2, %3").arg(right.scope, texts[RightColumn], QLocale().toString(at, QLocale::ShortFormat)));
        for (int column = 0; column < SeenColumnCount; ++column) {
            const QModelIndex cell = m_seen->index(row, column);
            m_seen->setData(cell, texts.at(static_cast<std::size_t>(column)));
            m_seen->setData(cell, tip, Qt::ToolTipRole);
        }
    }
    m_seenView->setEnabled(!seen.isEmpty());
    const bool hasDoubt = std::ranges::any_of(seen, [](const SeenRight &each) { return !each.granted; });
    m_seenNote->setText(seen.isEmpty() ? tr("Nothing yet. What the API answers is noted here, in its own words.")
                            : hasDoubt
                            ? tr("“Doubtful” was answered with 403. That can also be the role, the plan or the "
                                 "workspace that the token is bound to.")
                            : tr("What the API answered, in its own words."));
}

void TokenDetail::takeFocus()
{
    if (!m_gridView->isEnabled())
        return;
    if (!m_gridView->currentIndex().isValid())
        m_gridView->setCurrentIndex(m_grid->index(0, 0));
    m_gridView->setFocus(Qt::OtherFocusReason);
}

} // namespace metascope
