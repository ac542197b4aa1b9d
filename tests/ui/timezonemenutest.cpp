// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/timezonemenu.h"
#include "app/model/activitymodel.h"
#include "app/model/trafficmodel.h"
#include "app/store/settings.h"
#include "app/store/timezones.h"
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/facts/factform.h"
#include "ui/explorer/explorerdock.h"
#include "ui/inspector/inspectordock.h"
#include "ui/shell/editorarea.h"

#include <QtGui/QAction>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

using namespace metascope;
using test::ShellViews;

namespace {

const QDateTime evening(QDate(2024, 11, 3), QTime(20, 15), Qt::UTC);

struct Bench {
    Bench()
    {
        views.fillTree();
        TreeItem table
            = ShellViews::item(views.acme.value() + QStringLiteral("/1/table/9"), Kind::Table, QStringLiteral("dated"));
        table.updatedAt = evening;
        views.source.items[views.acme.value() + QStringLiteral("/1/table")].append(table);
        InstanceEntry entry;
        entry.name = QStringLiteral("Be&ta");
        entry.base = *ApiBase::fromUserInput(QStringLiteral("http://127.0.0.1:9"));
        entry.place = TokenPlace::Session;
        beta = *views.registry.put(entry);
        views.window.addDockWidget(Qt::RightDockWidgetArea, inspector);
        menu.emplace(TimeZoneMenu::Parts{zones, views.registry, views.window, *inspector, activity, traffic});
        views.window.show();
        views.window.explorer().reveal(table.key, false);
        if (!QTest::qWaitFor([&] { return views.tree.indexOf(table.key).isValid(); }))
            qFatal("the tree does not load");
        InspectorContent content;
        content.key = table.key;
        content.object.kind = Kind::Table;
        content.object.updatedAt = evening;
        inspector->show(content);
    }
    [[nodiscard]] QAction *action(const char *name) const
    {
        return views.window.findChild<QMenu *>(QStringLiteral("menuTimeZone"))
            ->findChild<QAction *>(QLatin1String(name));
    }
    void open(const InstanceId &instance, qint64 table)
    {
        EditorRequest request = views.request(table, QStringLiteral("table"));
        request.path.instance = request.target.instance = instance;
        views.window.editors().open(request, true);
    }
    [[nodiscard]] QString button() const
    {
        auto *shown = views.window.findChild<QToolButton *>(QStringLiteral("timeZoneButton"));
        return shown->text() == shown->accessibleName() ? shown->text() : QStringLiteral("named otherwise");
    }
    [[nodiscard]] QString toolTip() const
    {
        return views.window.explorer()
            .proxy()
            .mapFromSource(views.tree.indexOf(views.acme.value() + QStringLiteral("/1/table/9")))
            .data(Qt::ToolTipRole)
            .toString();
    }
    [[nodiscard]] QString inspected() const
    {
        QStringList values;
        for (const Fact &fact : inspector->findChild<FactForm *>()->facts())
            values.append(fact.value);
        return values.join(u'|');
    }
    [[nodiscard]] QTimeZone zoneOfTab(int index) const
    {
        return qobject_cast<test::FakeEditor *>(views.window.editors().editor(index))->zone;
    }

    ShellViews views;
    InstanceId beta;
    QTemporaryDir folder;
    Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    TimeZones zones{settings, views.registry};
    InspectorDock *inspector = new InspectorDock(views.theme, views.icons, &views.window);
    ActivityModel activity;
    TrafficModel traffic;
    std::optional<TimeZoneMenu> menu;
};

} // namespace

class TimeZoneMenuTest final : public QObject {
    Q_OBJECT
    QLocale m_before;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanupTestCase() { QLocale::setDefault(m_before); }

    void aChoiceIsOfTheInstanceInFrontAndIsToldAtOnce()
    {
        Bench bench;
        bench.open(bench.views.acme, 1);
        bench.open(bench.beta, 1);
        QCOMPARE(bench.button(), QStringLiteral("UTC"));
        QCOMPARE(bench.action("zoneOf")->text(), QStringLiteral("Of Be&&ta"));
        bench.views.window.editors().setCurrentIndex(0);
        QCOMPARE(bench.action("zoneOf")->text(), QStringLiteral("Of Acme"));
        QVERIFY2(bench.toolTip().contains(QLatin1String("8:15")), qPrintable(bench.toolTip()));
        QVERIFY2(bench.inspected().contains(QLatin1String("8:15")), qPrintable(bench.inspected()));
        bench.zones.choose(bench.views.acme, *TimeZoneChoice::named("Asia/Tokyo"));
        QCOMPARE(bench.button(), QStringLiteral("Asia/Tokyo"));
        QVERIFY2(bench.toolTip().contains(QLatin1String("11/4/24 5:15")), qPrintable(bench.toolTip()));
        QVERIFY2(bench.inspected().contains(QLatin1String("11/4/24 5:15")), qPrintable(bench.inspected()));
        QCOMPARE(bench.zoneOfTab(0), QTimeZone("Asia/Tokyo"));
        QCOMPARE(bench.zoneOfTab(1), QTimeZone::utc());
        QVERIFY(bench.action("actionZoneNamed")->isChecked() && bench.action("actionZoneNamed")->isVisible());
        QCOMPARE(bench.action("actionZoneNamed")->text(), QStringLiteral("Asia/Tokyo"));
        // Another instance in front, another zone.
        bench.views.window.editors().setCurrentIndex(1);
        QCOMPARE(bench.button(), QStringLiteral("UTC"));
        QVERIFY(bench.action("actionZoneUtc")->isChecked() && !bench.action("actionZoneNamed")->isVisible());
        bench.action("actionZoneLocal")->trigger();
        QCOMPARE(bench.zones.choice(bench.beta), TimeZoneChoice::local());
        QVERIFY(bench.action("actionZoneLocal")->isChecked());
        bench.views.window.editors().setCurrentIndex(0);
        bench.action("actionZoneForAll")->trigger();
        QCOMPARE(bench.zoneOfTab(1), QTimeZone("Asia/Tokyo"));
        QCOMPARE(bench.zones.choice({}).name(), QStringLiteral("Asia/Tokyo"));
        bench.action("actionZoneUtc")->trigger();
        QCOMPARE(bench.zoneOfTab(0), QTimeZone::utc());
        QCOMPARE(bench.zoneOfTab(1), QTimeZone("Asia/Tokyo"));
    }

    void aZoneIsFoundByPartsOfItsName()
    {
        Bench bench;
        bench.open(bench.beta, 1);
        bench.action("actionZoneChoose")->trigger();
        auto *dialog = bench.views.window.findChild<QDialog *>(QStringLiteral("timeZoneDialog"));
        QVERIFY(dialog);
        QCOMPARE(test::unnamed(dialog), QStringList());
        auto *search = dialog->findChild<QLineEdit *>(QStringLiteral("timeZoneSearch"));
        auto *list = dialog->findChild<QListView *>(QStringLiteral("timeZones"));
        auto *choose = dialog->findChild<QPushButton *>(QStringLiteral("confirmTimeZone"));
        QVERIFY(list->model()->rowCount() > 100);
        search->setText(QStringLiteral("no such zone ["));
        QCOMPARE(list->model()->rowCount(), 0);
        QVERIFY(!choose->isEnabled());
        search->setText(QStringLiteral(" new york"));
        QCOMPARE(list->model()->rowCount(), 1);
        QVERIFY(choose->isEnabled());
        // Whatever comes to the front meanwhile: it was asked for this one.
        bench.open(bench.views.acme, 1);
        choose->click();
        QCOMPARE(bench.zones.choice(bench.beta).name(), QStringLiteral("America/New_York"));
        QCOMPARE(bench.zones.choice(bench.views.acme), TimeZoneChoice::utc());
        QCOMPARE(bench.zoneOfTab(0), QTimeZone("America/New_York"));
    }
};

METASCOPE_TEST(TimeZoneMenuTest)
#include "timezonemenutest.moc"
