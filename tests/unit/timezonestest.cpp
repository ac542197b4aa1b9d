// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/timezones.h"
#include "app/store/instanceregistry.h"
#include "app/store/settings.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

struct Run {
    explicit Run(const QTemporaryDir &folder)
        : settings(folder.filePath(QStringLiteral("settings.ini"))),
          registry(folder.filePath(QStringLiteral("instances.json")))
    {
        static_cast<void>(registry.load());
    }
    InstanceId add(const QString &name, TokenPlace place)
    {
        InstanceEntry entry;
        entry.name = name;
        entry.base = *ApiBase::fromUserInput(QStringLiteral("http://127.0.0.1:9"));
        entry.place = place;
        return *registry.put(entry);
    }
    Settings settings;
    InstanceRegistry registry;
    TimeZones zones{settings, registry};
};

QString systemName()
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    return zone.isValid() ? QString::fromUtf8(zone.id()) : QStringLiteral("UTC");
}

TimeZoneChoice named(const char *id)
{
    return TimeZoneChoice::named(id).value_or(TimeZoneChoice());
}

} // namespace

class TimeZonesTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choicesAreReadAsTheyAreWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");
        QTest::newRow("UTC") << QStringLiteral("utc") << QStringLiteral("UTC");
        QTest::newRow("local") << QStringLiteral("local") << systemName();
        QTest::newRow("named") << QStringLiteral("Asia/Tokyo") << QStringLiteral("Asia/Tokyo");
        for (const char *odd : {"", "Asia/Nowhere", "UTC\n", "../../etc/passwd", "LOCAL "})
            QTest::addRow("odd: %s", odd) << QString::fromLatin1(odd) << QString();
    }
    void choicesAreReadAsTheyAreWritten()
    {
        QFETCH(QString, text);
        QFETCH(QString, name);
        const auto choice = TimeZoneChoice::fromText(text);
        QCOMPARE(choice.has_value(), !name.isEmpty());
        if (!choice)
            return;
        QCOMPARE(choice->text(), text);
        QCOMPARE(choice->name(), name);
        QVERIFY(choice->zone().isValid());
        QCOMPARE(choice->isNamed(), text.contains(u'/'));
    }

    void anInstanceHasItsOwnAndTheRestTheCommonOne()
    {
        const QTemporaryDir folder;
        InstanceId acme;
        InstanceId beta;
        {
            Run run(folder);
            acme = run.add(QStringLiteral("Acme"), TokenPlace::Keychain);
            beta = run.add(QStringLiteral("Beta"), TokenPlace::Keychain);
            QSignalSpy changed(&run.zones, &TimeZones::changed);
            QCOMPARE(run.zones.choice(acme), TimeZoneChoice::utc());
            run.zones.choose(acme, named("Asia/Tokyo"));
            run.zones.choose({}, named("America/New_York"));
            QCOMPARE(changed.count(), 2);
        }
        Run run(folder);
        QCOMPARE(run.zones.choice(acme).name(), QStringLiteral("Asia/Tokyo"));
        QCOMPARE(run.zones.zone(acme), QTimeZone("Asia/Tokyo"));
        QCOMPARE(run.zones.choice(beta).name(), QStringLiteral("America/New_York"));
        QCOMPARE(run.zones.choice({}).name(), QStringLiteral("America/New_York"));
        run.zones.chooseForAll(run.zones.choice(acme));
        for (const InstanceId &each : {acme, beta, InstanceId()})
            QCOMPARE(run.zones.choice(each).name(), QStringLiteral("Asia/Tokyo"));
        run.zones.choose(beta, TimeZoneChoice::local());
        run.zones.forget(beta);
        QCOMPARE(run.zones.choice(beta).name(), QStringLiteral("Asia/Tokyo"));
    }

    void ofAnInstanceOfThisRunNothingIsWritten()
    {
        const QTemporaryDir folder;
        Run run(folder);
        const InstanceId passing = run.add(QStringLiteral("Passing"), TokenPlace::Session);
        run.zones.choose(passing, named("Asia/Tokyo"));
        QCOMPARE(run.zones.choice(passing).name(), QStringLiteral("Asia/Tokyo"));
        QVERIFY(!run.settings.timeZone(passing));
        run.zones.forget(passing);
        QCOMPARE(run.zones.choice(passing), TimeZoneChoice::utc());
    }

    void anIdIsNoPath()
    {
        const QTemporaryDir folder;
        const InstanceId odd(QStringLiteral("a/b \u00e4=[x]"));
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        {
            Settings settings(file);
            settings.setTimeZone(odd, named("Asia/Tokyo"));
        }
        Settings settings(file);
        QCOMPARE(settings.timeZone(odd), std::optional(named("Asia/Tokyo")));
        QVERIFY(!settings.timeZone(InstanceId(QStringLiteral("a"))));
        QCOMPARE(QFile::permissions(file) & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    }
};

METASCOPE_TEST(TimeZonesTest)
#include "timezonestest.moc"
