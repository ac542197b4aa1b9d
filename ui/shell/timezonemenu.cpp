// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/timezonemenu.h"

#include "app/model/activitymodel.h"
#include "app/model/trafficmodel.h"
#include "app/store/instanceregistry.h"
#include "app/store/timezones.h"
#include "ui/explorer/explorerdock.h"
#include "ui/inspector/inspectordock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/timezonedialog.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QActionGroup>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStatusBar>
#include <QtWidgets/QToolButton>

namespace metascope {

namespace {
constexpr qsizetype longestName = 48; ///< of an instance, in a menu, in characters
}

TimeZoneMenu::TimeZoneMenu(const Parts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_menu(new QMenu(tr("Time &Zone"), &parts.window)),
      m_whose(m_menu->addAction(QString())), m_utc(add(tr("&UTC"), "actionZoneUtc", &TimeZoneMenu::chooseUtc)),
      m_local(add({}, "actionZoneLocal", &TimeZoneMenu::chooseLocal)),
      m_named(add({}, "actionZoneNamed", &TimeZoneMenu::chooseNamed)), m_button(new QToolButton(&parts.window))
{
    m_menu->setObjectName(QStringLiteral("menuTimeZone"));
    m_whose->setObjectName(QStringLiteral("zoneOf"));
    m_whose->setEnabled(false);
    auto *choices = new QActionGroup(this);
    for (QAction *each : {m_utc, m_local, m_named}) {
        each->setCheckable(true);
        choices->addAction(each);
    }
    add(tr("&Choose…"), "actionZoneChoose", &TimeZoneMenu::openDialog);
    m_menu->addSeparator();
    m_forAll = add(tr("Use for &All Instances"), "actionZoneForAll", &TimeZoneMenu::useForAll);
    parts.window.menus().view->addMenu(m_menu);

    m_button->setObjectName(QStringLiteral("timeZoneButton"));
    m_button->setToolTip(tr("The time zone in which moments are told"));
    m_button->setAccessibleDescription(m_button->toolTip());
    m_button->setMenu(m_menu);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_button->setAutoRaise(true);
    m_button->setFocusPolicy(Qt::TabFocus);
    parts.window.statusBar()->addPermanentWidget(m_button);

    connect(&parts.zones, &TimeZones::changed, this, &TimeZoneMenu::apply);
    connect(&parts.window.explorer(), &ExplorerDock::currentNodeChanged, this, &TimeZoneMenu::follow);
    connect(&parts.window.editors(), &EditorArea::currentEditorChanged, this, &TimeZoneMenu::follow);
    connect(&parts.registry, &InstanceRegistry::changed, this, &TimeZoneMenu::follow);
    apply();
}

QAction *TimeZoneMenu::add(const QString &text, const char *name, void (TimeZoneMenu::*run)())
{
    QAction *action = m_menu->addAction(text);
    action->setObjectName(QLatin1String(name));
    connect(action, &QAction::triggered, this, run);
    return action;
}

InstanceId TimeZoneMenu::instance() const
{
    if (const Editor *editor = m_parts.window.editors().currentEditor())
        return editor->request().path.instance;
    const auto path = m_parts.window.explorer().currentPath();
    return path ? path->instance : InstanceId();
}

void TimeZoneMenu::chooseUtc()
{
    choose(TimeZoneChoice::utc());
}

void TimeZoneMenu::chooseLocal()
{
    choose(TimeZoneChoice::local());
}

void TimeZoneMenu::chooseNamed()
{
    choose(m_parts.zones.choice(instance()));
}

void TimeZoneMenu::openDialog()
{
    auto *dialog = new TimeZoneDialog(m_parts.zones.choice(instance()), &m_parts.window);
    // Of the one that was in front when it was asked for.
    connect(dialog, &TimeZoneDialog::chosen, this,
            [this, id = instance()](const TimeZoneChoice &choice) { m_parts.zones.choose(id, choice); });
    connect(dialog, &QDialog::finished, this, &TimeZoneMenu::follow);
    dialog->open();
}

void TimeZoneMenu::useForAll()
{
    m_parts.zones.chooseForAll(m_parts.zones.choice(instance()));
}

void TimeZoneMenu::choose(const TimeZoneChoice &choice)
{
    m_parts.zones.choose(instance(), choice);
}

void TimeZoneMenu::apply()
{
    const ZoneOf zones = [&all = m_parts.zones](const InstanceId &id) { return all.zone(id); };
    m_parts.window.explorer().setTimeZones(zones);
    m_parts.inspector.setTimeZones(zones);
    const EditorArea &editors = m_parts.window.editors();
    for (int i = 0; i < editors.count(); ++i)
        if (Editor *editor = editors.editor(i))
            editor->setTimeZone(m_parts.zones.zone(editor->request().path.instance));
    follow();
}

void TimeZoneMenu::follow()
{
    const InstanceId id = instance();
    const auto entry = m_parts.registry.find(id);
    const TimeZoneChoice now = m_parts.zones.choice(entry ? id : InstanceId());
    const QString name = entry ? shortened(visibleName(entry->name), longestName) : tr("All Instances");
    m_whose->setText(tr("Of %1").arg(QString(name).replace(u'&', QStringLiteral("&&"))));
    m_local->setText(tr("&Local (%1)").arg(TimeZoneChoice::local().name()));
    m_named->setVisible(now.isNamed());
    m_named->setText(now.name());
    m_utc->setChecked(now == TimeZoneChoice::utc());
    m_local->setChecked(now == TimeZoneChoice::local());
    m_named->setChecked(now.isNamed());
    m_forAll->setEnabled(entry.has_value());
    m_button->setText(now.name());
    m_button->setAccessibleName(now.name());
    m_parts.activity.setTimeZone(now.zone());
    m_parts.traffic.setTimeZone(now.zone());
}

} // namespace metascope
