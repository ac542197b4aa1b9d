// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/viewstate.h"
#include "tests/support/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace metascope;

namespace {

const QDateTime noon = QDateTime::fromString(QStringLiteral("2026-05-04T12:00:00.125Z"), Qt::ISODateWithMs);

struct Place {
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("view.json"));

    void write(const QByteArray &text) const
    {
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("a test's file cannot be written");
    }
    [[nodiscard]] QByteArray text() const
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    [[nodiscard]] QStringList setAside() const
    {
        return QDir(folder.path()).entryList({QStringLiteral("view.json.damaged-*")}, QDir::Files);
    }
};

ViewContent sample()
{
    ViewContent content;
    content.expanded = {QStringLiteral("acme"), QStringLiteral("acme/1"), QStringLiteral("beta")};
    content.current = QStringLiteral("acme/1/table/7");
    content.top = QStringLiteral("acme/1");
    content.pins = {QStringLiteral("beta/2"), QStringLiteral("acme/1/table/7")};
    content.visits = {{QStringLiteral("acme/1/table/7"), noon}, {QStringLiteral("beta/2/task/1"), noon.addDays(-1)}};
    content.tabs = {{QStringLiteral("acme/1/table/7"), QStringLiteral("a\"<b>\n\u05d0"), false, QStringLiteral("shop"),
                     QStringLiteral("a&b/c"), QStringLiteral("test")},
                    {QStringLiteral("beta/2/task/1"), QStringLiteral("nightly"), true, {}, {}, {}}};
    content.active = QStringLiteral("beta/2/task/1");
    content.closed = {{QStringLiteral("acme/1/function/3"), QStringLiteral("ship"), true, {}, {}, {}}};
    content.choices = {{QStringLiteral("acme/1"), QStringLiteral("a&b/c"), {}},
                       {QStringLiteral("beta/2"), {}, QStringLiteral("test")}};
    return content;
}

} // namespace

class ViewStateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadAgain()
    {
        const Place place;
        {
            ViewState state(place.file);
            QCOMPARE(state.content(), ViewContent());
            state.set(sample());
        } // what waits is written
        QCOMPARE(QFile::permissions(place.file) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        const ViewState state(place.file);
        QCOMPARE(state.content(), sample());
    }

    void nothingIsWrittenWithoutAChange()
    {
        const Place place;
        {
            ViewState state(place.file);
            state.set({});
        }
        QVERIFY(!QFile::exists(place.file));
    }

    void membersOfOtherVersionsStay()
    {
        const Place place;
        place.write(R"({"version": 1, "splitter": 1.0, "pins": ["acme"]})");
        {
            ViewState state(place.file);
            QCOMPARE(state.content().pins, QStringList{QStringLiteral("acme")});
            state.set(sample());
        }
        QVERIFY2(place.text().contains("\"splitter\": 1.0"), place.text().constData());
    }

    void aNewerVersionIsLeftAlone()
    {
        const Place place;
        const QByteArray text = R"({"version": 2, "pins": ["acme"]})";
        place.write(text);
        {
            ViewState state(place.file);
            QCOMPARE(state.content(), ViewContent());
            state.set(sample());
        }
        QCOMPARE(place.text(), text);
        QCOMPARE(place.setAside(), QStringList());
    }

    void whatCannotBeUnderstoodIsSetAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray(R"({"version": 1, "tabs": [)");
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("no version") << QByteArray(R"({"tabs": []})");
        QTest::newRow("version 0") << QByteArray(R"({"version": 0})");
        QTest::newRow("version in words") << QByteArray(R"({"version": "one"})");
        QTest::newRow("too long") << QByteArray(9 * 1024 * 1024, ' ');
    }
    void whatCannotBeUnderstoodIsSetAside()
    {
        QFETCH(QByteArray, text);
        const Place place;
        place.write(text);
        {
            ViewState state(place.file);
            QCOMPARE(state.content(), ViewContent());
            QCOMPARE(place.setAside().size(), 1);
            state.set(sample());
        }
        const ViewState state(place.file);
        QCOMPARE(state.content(), sample());
    }

    void oddPartsAreLeftOut()
    {
        const Place place;
        place.write(R"({"version": 1, "expanded": ["acme", 7, null, "", "/", "acme/x/table"], "current": {"a": 1},
            "pins": "acme", "visits": [{"key": "acme", "at": "never"}, {"at": "2026-05-04T12:00:00.000Z"}, 3],
            "tabs": [{"key": "acme/1/table"}, {"name": "x"}, {"key": "acme/1/table/7", "name": 5, "pinned": "yes"}],
            "active": ["x"], "closed": {}, "choices": [{"key": "acme", "branch": "a"}, {"key": "acme/1/table",
            "branch": "a"}, {"key": "acme/1", "branch": 7}, 7, {"key": "acme/2", "dataSource": "test"}]})");
        const ViewState state(place.file);
        ViewContent wanted;
        wanted.expanded = {QStringLiteral("acme")};
        wanted.tabs = {{QStringLiteral("acme/1/table/7"), QString(), true, {}, {}, {}}};
        wanted.choices = {{QStringLiteral("acme/2"), {}, QStringLiteral("test")}};
        QCOMPARE(state.content(), wanted);
    }

    void listsHaveAnEnd()
    {
        ViewState state((QString()));
        ViewContent content;
        for (int i = 1; i < 5000; ++i) {
            const QString key = QStringLiteral("acme/1/table/%1").arg(i);
            content.expanded.append(key);
            content.visits.append({key, noon});
            content.tabs.append({key, QString(10000, u'x'), true, {}, {}, {}});
            content.closed.append({key, {}, true, {}, {}, {}});
            const QString workspace = QStringLiteral("acme/%1").arg(i);
            content.choices.append({workspace, i == 1 ? QString(10000, u'x') : QStringLiteral("b"), {}});
        }
        state.set(content);
        QCOMPARE(state.content().expanded.size(), ViewState::mostExpanded);
        QCOMPARE(state.content().visits.size(), ViewState::mostVisits);
        QCOMPARE(state.content().tabs.size(), ViewState::mostTabs);
        QCOMPARE(state.content().closed.size(), ViewState::mostClosed);
        QVERIFY(state.content().tabs.constFirst().name.size() < 1000);
        QCOMPARE(state.content().choices.size(), ViewState::mostChoices);
        QCOMPARE(state.content().choices.constFirst().branch, QStringLiteral("b")); // what is too long is not kept cut
    }

    void anInstanceTakesItsPartAlong()
    {
        const Place place;
        {
            ViewState state(place.file);
            state.set(sample());
            state.forget(InstanceId(QStringLiteral("acme")));
        }
        QVERIFY2(!place.text().contains("acme"), place.text().constData());
        const ViewState state(place.file);
        QCOMPARE(state.content().expanded, QStringList{QStringLiteral("beta")});
        QCOMPARE(state.content().tabs.size(), 1);
        QCOMPARE(state.content().choices.size(), 1);
        QCOMPARE(state.content().active, QStringLiteral("beta/2/task/1"));
    }

    void aFolderInItsPlaceIsNoHarm()
    {
        const Place place;
        QVERIFY(QDir().mkpath(place.file));
        ViewState state(place.file);
        state.set(sample());
        state.flush();
        QVERIFY(QDir(place.file).exists());
    }
};

METASCOPE_TEST(ViewStateTest)
#include "viewstatetest.moc"
