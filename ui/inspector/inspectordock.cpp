// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspectordock.h"

#include "app/domain/nodepath.h"
#include "ui/editors/facts/factform.h"
#include "ui/inspector/jsonview.h"
#include "ui/inspector/referencelist.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/thinprogress.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QToolButton>

#include <utility>

namespace metascope {

namespace {

constexpr int iconSize = 16;
constexpr int dockWidth = 34; ///< characters, as long as nobody has dragged its edge

} // namespace

InspectorDock::InspectorDock(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QDockWidget(tr("Inspector"), parent), m_theme(theme), m_icons(icons), m_progress(new ThinProgress(theme, this)),
      m_bar(new MessageBar(theme, icons, this)), m_empty(new EmptyState(this))
{
    setObjectName(QStringLiteral("inspectorDock"));
    setAccessibleName(windowTitle());
    setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    setTitleBarWidget(new QWidget(this));
    m_bar->setStacked(true);
    auto *content = new QWidget(this);
    content->setObjectName(QStringLiteral("inspectorContent"));
    m_layout = new QVBoxLayout(content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_progress);
    m_layout->addWidget(m_bar);
    m_layout->addWidget(m_empty, 1);
    setWidget(content);
    clear();
}

InspectorDock::~InspectorDock() = default;

void InspectorDock::build()
{
    m_body = new QSplitter(Qt::Vertical, widget());
    m_body->setObjectName(QStringLiteral("inspectorBody"));
    m_body->setChildrenCollapsible(false);
    m_scroll = new QScrollArea(m_body);
    m_scroll->setObjectName(QStringLiteral("inspectorFacts"));
    m_scroll->setAccessibleName(tr("Facts"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setMinimumWidth(fontMetrics().averageCharWidth() * dockWidth);
    auto *facts = new QWidget(m_scroll);
    auto *layout = new QVBoxLayout(facts);
    layout->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::edge);
    layout->setSpacing(spacing::control);
    buildFacts(layout);
    m_scroll->setWidget(facts);
    m_body->addWidget(m_scroll);
    buildJson();
    m_layout->addWidget(m_body, 1);
}

void InspectorDock::buildFacts(QVBoxLayout *layout)
{
    m_icon = new QLabel(this);
    m_title = new ElidedLabel(this);
    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    m_title->setFont(Theme::titleFont(font()));
    m_place = new ElidedLabel(this);
    m_place->setObjectName(QStringLiteral("inspectorPlace"));
    m_place->setTextRole(QPalette::PlaceholderText);
    m_facts = new FactForm(this);
    const auto button = [this](const QString &text, const char *name) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(text);
        return made;
    };
    m_detail = button(tr("Read the Rest"), "inspectorDetail");
    m_detail->setToolTip(tr("Asks the server for what its list does not tell: one request"));
    m_find = button(tr("Find References"), "inspectorFindReferences");
    m_uses = new ReferenceList(Reference::Direction::Uses, m_icons, this);
    m_usedBy = new ReferenceList(Reference::Direction::UsedBy, m_icons, this);
    auto *head = new QHBoxLayout;
    head->setSpacing(spacing::control);
    head->addWidget(m_icon);
    head->addWidget(m_title, 1);
    layout->addLayout(head);
    layout->addWidget(m_place);
    layout->addWidget(m_facts);
    layout->addWidget(m_detail, 0, Qt::AlignLeft);
    layout->addSpacing(spacing::control);
    layout->addWidget(m_uses);
    layout->addWidget(m_usedBy);
    layout->addWidget(m_find, 0, Qt::AlignLeft);
    layout->addStretch();
    connect(&m_theme, &Theme::changed, this, &InspectorDock::paintIcon);
    connect(m_detail, &QPushButton::clicked, this, [this] { Q_EMIT detailWanted(key()); });
    connect(m_find, &QPushButton::clicked, this, [this] { Q_EMIT referencesWanted(key()); });
    connect(m_uses, &ReferenceList::activated, this, &InspectorDock::referenceActivated);
    connect(m_usedBy, &ReferenceList::activated, this, &InspectorDock::referenceActivated);
}

void InspectorDock::buildJson()
{
    auto *pane = new QWidget(m_body);
    m_jsonLayout = new QVBoxLayout(pane);
    m_jsonLayout->setContentsMargins(spacing::edge, spacing::tight, spacing::edge, spacing::control);
    m_jsonLayout->setSpacing(spacing::tight);
    m_jsonToggle = new QToolButton(pane);
    m_jsonToggle->setObjectName(QStringLiteral("inspectorJson"));
    m_jsonToggle->setText(tr("JSON"));
    m_jsonToggle->setAccessibleName(m_jsonToggle->text());
    m_jsonToggle->setToolTip(tr("The object as the server sent it"));
    m_jsonToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_jsonToggle->setCheckable(true);
    m_jsonToggle->setAutoRaise(true);
    m_jsonToggle->setFocusPolicy(Qt::StrongFocus);
    m_jsonLayout->addWidget(m_jsonToggle, 0, Qt::AlignLeft);
    m_body->addWidget(pane);
    m_body->setStretchFactor(0, 1);
    connect(m_jsonToggle, &QToolButton::toggled, this, &InspectorDock::openJson);
    openJson(false);
}

void InspectorDock::openJson(bool open)
{
    QWidget *pane = m_jsonToggle->parentWidget();
    m_jsonToggle->setIcon(m_icons.icon(open ? Icon::Expand : Icon::Collapse));
    if (open && !m_json) {
        m_json = new JsonView(m_theme, m_icons, pane);
        m_jsonLayout->addWidget(m_json, 1);
    }
    if (m_json)
        m_json->setVisible(open);
    // Closed it is as high as its button.
    pane->setMaximumHeight(open ? QWIDGETSIZE_MAX : m_jsonLayout->minimumSize().height());
    if (!open)
        return;
    m_json->setJson(m_content ? m_content->object.raw : RawJson());
    m_body->setSizes({m_body->height() / 2, m_body->height() / 2});
}

void InspectorDock::show(const InspectorContent &content)
{
    if (!m_body)
        build();
    setLoading(false);
    m_bar->dismiss();
    const bool isOther = !m_content || m_content->key != content.key;
    m_content = content;
    paintIcon();
    m_title->setText(content.title);
    m_place->setText(content.place);
    m_place->setVisible(!content.place.isEmpty());
    showFacts();
    m_detail->setVisible(content.isPartial);
    if (isOther) {
        m_uses->hide();
        m_usedBy->hide();
        m_find->show();
        m_scroll->ensureVisible(0, 0);
    }
    if (m_json && m_jsonToggle->isChecked())
        m_json->setJson(content.object.raw);
    m_empty->hide();
    m_body->show();
}

void InspectorDock::setTimeZones(const ZoneOf &zones)
{
    m_zones = zones;
    if (m_content)
        showFacts();
}

void InspectorDock::showFacts()
{
    const auto path = m_zones ? NodePath::fromKey(m_content->key) : std::nullopt;
    const QTimeZone zone = path ? m_zones(path->instance) : QTimeZone::utc();
    m_facts->setFacts(FactList::of(m_content->object, zone) + m_content->more);
}

void InspectorDock::paintIcon()
{
    if (m_content)
        m_icon->setPixmap(
            m_icons.forKind(m_content->object.kind).pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
}

void InspectorDock::clear(const QString &sentence)
{
    m_content.reset();
    setLoading(false);
    m_bar->dismiss();
    m_empty->setContent(sentence.isEmpty() ? tr("Select an object to see what is known of it.") : sentence);
    m_empty->show();
    if (m_body)
        m_body->hide();
    if (m_json)
        m_json->setJson(RawJson());
}

void InspectorDock::setLoading(bool loading)
{
    m_progress->setRunning(loading);
    if (m_detail)
        m_detail->setEnabled(!loading);
}

void InspectorDock::showError(const Error &error)
{
    setLoading(false);
    m_bar->showError(error);
    QPushButton *retry = m_bar->addButton(tr("Retry"));
    retry->setObjectName(QStringLiteral("inspectorRetry"));
    connect(retry, &QPushButton::clicked, this, [this] { Q_EMIT detailWanted(key()); });
}

void InspectorDock::showNotice(const QString &sentence, const QString &action)
{
    m_bar->showMessage(MessageBar::Kind::Info, sentence);
    if (action.isEmpty())
        return;
    QPushButton *button = m_bar->addButton(action);
    button->setObjectName(QStringLiteral("inspectorNoticeAction"));
    connect(button, &QPushButton::clicked, this, [this] { Q_EMIT noticeActionWanted(key()); });
}

void InspectorDock::hideNotice()
{
    m_bar->dismiss();
}

void InspectorDock::setReferences(const QList<Reference> &references)
{
    if (!m_content)
        return;
    m_uses->setReferences(references);
    m_usedBy->setReferences(references);
    m_uses->show();
    m_usedBy->show();
    m_find->hide();
}

} // namespace metascope
