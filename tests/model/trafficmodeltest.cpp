// SPDX-License-Identifier: GPL-3.0-or-later
// The table "Network Log": rows that come, change and go, what a filter shows, and what a pause keeps.
#include "app/model/trafficmodel.h"
#include "app/model/trafficfilter.h"
#include "tests/support/testmain.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

#include <memory>

using namespace metascope;

namespace {

const InstanceId acme(QStringLiteral("acme"));
const InstanceId beta(QStringLiteral("beta"));
const Redactor none(nullptr, {});

quint64 begin(TrafficLog &log, const QByteArray &method = "GET", const QString &path = QStringLiteral("/workspace"))
{
    TrafficEntry entry;
    entry.method = method;
    entry.url = QUrl(QStringLiteral("https://acme.example/api:meta") + path);
    return log.begin(entry, none);
}

void finish(TrafficLog &log, quint64 number, int status = 200, std::optional<ErrorKind> error = {},
            const QByteArray &body = "[]")
{
    log.finish(number, status, {}, body, error, none);
}

} // namespace

class TrafficModelTest final : public QObject {
    Q_OBJECT

    [[nodiscard]] QStringList shown(int column) const
    {
        QStringList texts;
        for (int row = 0; row < m_filter->rowCount(); ++row)
            texts.append(m_filter->index(row, column).data().toString());
        return texts;
    }

private Q_SLOTS:
    void init()
    {
        m_acme = std::make_unique<TrafficLog>();
        m_beta = std::make_unique<TrafficLog>();
        m_model = std::make_unique<TrafficModel>();
        m_filter = std::make_unique<TrafficFilter>(*m_model);
        m_testers.clear();
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(m_model.get()));
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(m_filter.get()));
        m_resets = std::make_unique<QSignalSpy>(m_model.get(), &QAbstractItemModel::modelReset);
    }
    void cleanup()
    {
        QCOMPARE(m_resets->count(), 0);
        m_testers.clear();
        m_filter.reset();
        m_model.reset();
    }

    void showsWhatWasThereAndWhatComes()
    {
        const quint64 first = begin(*m_acme);
        finish(*m_acme, first);
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        QCOMPARE(m_model->rowCount(), 1);
        const quint64 second = begin(*m_acme, "PUT", QStringLiteral("/workspace/1/table/7/schema?branch=v1"));
        QCOMPARE(shown(TrafficModel::StatusColumn), (QStringList{QStringLiteral("200"), QStringLiteral("under way")}));
        QCOMPARE(shown(TrafficModel::PathColumn).constLast(), QStringLiteral("/workspace/1/table/7/schema?branch=v1"));
        QCOMPARE(shown(TrafficModel::MethodColumn).constLast(), QStringLiteral("PUT"));
        QCOMPARE(shown(TrafficModel::InstanceColumn).constLast(), QStringLiteral("Acme"));
        QCOMPARE(shown(TrafficModel::SizeColumn).constLast(), QString());
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        finish(*m_acme, second, 404, ErrorKind::NotFound, QByteArray(3100, 'x'));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
        QCOMPARE(shown(TrafficModel::StatusColumn).constLast(), QStringLiteral("404 · Not found"));
        QCOMPARE(shown(TrafficModel::SizeColumn).constLast(), QStringLiteral("3.1 kB"));
    }

    void tellsEachStateInWords_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("error");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("failed");
        QTest::newRow("answered") << 200 << -1 << QStringLiteral("200") << false;
        QTest::newRow("no content") << 204 << -1 << QStringLiteral("204") << false;
        QTest::newRow("refused") << 429 << int(ErrorKind::RateLimited) << QStringLiteral("429 · Too many requests")
                                 << true;
        QTest::newRow("server") << 503 << int(ErrorKind::Server) << QStringLiteral("503 · The server failed") << true;
        QTest::newRow("not JSON") << 200 << int(ErrorKind::WrongContent)
                                  << QStringLiteral("200 · The answer is not from the Metadata API") << true;
        QTest::newRow("no connection") << 0 << int(ErrorKind::Network) << QStringLiteral("No connection") << true;
        QTest::newRow("late") << 0 << int(ErrorKind::Timeout) << QStringLiteral("No answer in time") << true;
        QTest::newRow("cancelled") << 0 << int(ErrorKind::Cancelled) << QStringLiteral("Cancelled") << false;
    }
    void tellsEachStateInWords()
    {
        QFETCH(const int, status);
        QFETCH(const int, error);
        QFETCH(const QString, words);
        QFETCH(const bool, failed);
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        finish(*m_acme, begin(*m_acme), status,
               error < 0 ? std::nullopt : std::optional(static_cast<ErrorKind>(error)));
        QCOMPARE(shown(TrafficModel::StatusColumn), QStringList{words});
        QCOMPARE(m_model->index(0, 0).data(TrafficModel::FailedRole).toBool(), failed);
        m_filter->setOnlyFailed(true);
        QCOMPARE(m_filter->rowCount(), failed ? 1 : 0);
    }

    void instancesComeAndGo()
    {
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        m_model->watch(beta, QStringLiteral("Beta"), *m_beta);
        for (int i = 0; i < 3; ++i) {
            begin(*m_acme);
            begin(*m_beta);
        }
        QCOMPARE(m_model->rowCount(), 6);
        QCOMPARE(m_model->instances().size(), 2);
        m_filter->setInstance(beta);
        QCOMPARE(shown(TrafficModel::InstanceColumn), QStringList(3, QStringLiteral("Beta")));
        m_filter->setInstance({});
        m_model->unwatch(acme);
        QCOMPARE(shown(TrafficModel::InstanceColumn), QStringList(3, QStringLiteral("Beta")));
        begin(*m_acme); // nobody listens
        QCOMPARE(m_model->rowCount(), 3);
        m_beta.reset(); // gone without a word
        QVERIFY(m_model->entryAt(m_model->index(0, 0)));
        m_model->unwatch(beta);
        QCOMPARE(m_model->rowCount(), 0);
        m_model->unwatch(beta);
    }

    void aRowStaysWhenItsLogDropsIt()
    {
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        begin(*m_acme, "GET", QStringLiteral("/first"));
        for (std::size_t i = 1; i < TrafficModel::capacity; ++i)
            begin(*m_acme);
        QCOMPARE(m_model->rowCount(), int(TrafficModel::capacity));
        QCOMPARE(shown(TrafficModel::PathColumn).constFirst(), QStringLiteral("/first"));
        begin(*m_acme, "GET", QStringLiteral("/last"));
        QCOMPARE(m_model->rowCount(), int(TrafficModel::capacity));
        QCOMPARE(shown(TrafficModel::PathColumn).constFirst(), QStringLiteral("/workspace"));
        QCOMPARE(shown(TrafficModel::PathColumn).constLast(), QStringLiteral("/last"));
    }

    void aPauseKeepsTheRowsAndCounts()
    {
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        const quint64 before = begin(*m_acme);
        m_model->setPaused(true);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        const quint64 during = begin(*m_acme, "POST");
        finish(*m_acme, during, 201);
        finish(*m_acme, before);
        QCOMPARE(inserted.count() + changed.count(), 0);
        QCOMPARE(m_model->missed(), 1);
        m_model->setPaused(false);
        QCOMPARE(m_model->missed(), 0);
        QCOMPARE(shown(TrafficModel::StatusColumn), (QStringList{QStringLiteral("200"), QStringLiteral("201")}));
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(changed.count(), 1);
        m_model->setPaused(false); // no second time
        QCOMPARE(m_model->rowCount(), 2);
    }

    void aPauseEndsInTheOrderOfTime()
    {
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        m_model->setPaused(true);
        m_model->watch(beta, QStringLiteral("Beta"), *m_beta);
        QStringList order;
        for (int i = 0; i < 4; ++i) {
            begin(i % 2 == 0 ? *m_beta : *m_acme, "GET", QStringLiteral("/%1").arg(i));
            order.append(QStringLiteral("/%1").arg(i));
            const QDateTime now = QDateTime::currentDateTimeUtc();
            QTRY_VERIFY(QDateTime::currentDateTimeUtc() > now);
        }
        m_model->setPaused(false);
        QCOMPARE(shown(TrafficModel::PathColumn), order);
    }

    void clearingIsForGood()
    {
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        const quint64 cleared = begin(*m_acme);
        m_model->setPaused(true);
        begin(*m_acme);
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->missed(), 0);
        m_model->setPaused(false);
        finish(*m_acme, cleared); // what was cleared does not come back
        QCOMPARE(m_model->rowCount(), 0);
        begin(*m_acme);
        QCOMPARE(m_model->rowCount(), 1);
        m_model->clear();
        m_model->clear();
    }

    void findsWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("rows");
        QTest::newRow("nothing") << QString() << 3;
        QTest::newRow("path") << QStringLiteral("SCHEMA") << 1;
        QTest::newRow("method") << QStringLiteral("put") << 1;
        QTest::newRow("status") << QStringLiteral("404") << 1;
        QTest::newRow("words of a status") << QStringLiteral("not found") << 1;
        QTest::newRow("words of two columns") << QStringLiteral("  get   404 ") << 1;
        QTest::newRow("instance") << QStringLiteral("acme") << 3;
        QTest::newRow("none") << QStringLiteral("get schema") << 0;
        QTest::newRow("no pattern") << QStringLiteral(".*") << 0;
    }
    void findsWords()
    {
        QFETCH(const QString, text);
        QFETCH(const int, rows);
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        finish(*m_acme, begin(*m_acme));
        finish(*m_acme, begin(*m_acme, "PUT", QStringLiteral("/workspace/1/table/7/schema")));
        finish(*m_acme, begin(*m_acme, "GET", QStringLiteral("/workspace/9")), 404, ErrorKind::NotFound);
        m_filter->setText(text);
        QCOMPARE(m_filter->rowCount(), rows);
        QCOMPARE(m_filter->isFiltering(), !text.isEmpty());
    }

    void aRowThatFailsLaterComesIntoTheFilter()
    {
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        m_filter->setOnlyFailed(true);
        const quint64 number = begin(*m_acme);
        QCOMPARE(m_filter->rowCount(), 0);
        finish(*m_acme, number, 500, ErrorKind::Server);
        QCOMPARE(m_filter->rowCount(), 1);
    }

    void sortsByWhatIsMeant()
    {
        m_model->watch(acme, QStringLiteral("Acme"), *m_acme);
        finish(*m_acme, begin(*m_acme), 200, {}, QByteArray(2000, 'x'));
        begin(*m_acme);
        finish(*m_acme, begin(*m_acme), 200, {}, QByteArray(30, 'x'));
        const QString none;
        m_filter->sort(TrafficModel::SizeColumn, Qt::AscendingOrder);
        QCOMPARE(shown(TrafficModel::SizeColumn),
                 (QStringList{QStringLiteral("30 bytes"), QStringLiteral("2.0 kB"), none}));
        // What has no size yet is last both ways.
        m_filter->sort(TrafficModel::SizeColumn, Qt::DescendingOrder);
        QCOMPARE(shown(TrafficModel::SizeColumn),
                 (QStringList{QStringLiteral("2.0 kB"), QStringLiteral("30 bytes"), none}));
    }

    void hostileTextStaysText()
    {
        m_model->watch(acme, QStringLiteral("<img src=file:///etc/passwd>"), *m_acme);
        begin(*m_acme, "GET", QStringLiteral("/a%0A<b>x</b>?q=%3Ci%3E"));
        const QModelIndex path = m_model->index(0, TrafficModel::PathColumn);
        QCOMPARE(path.data().toString(), QStringLiteral("/a%0A%3Cb%3Ex%3C/b%3E?q=%3Ci%3E"));
        const QString tip = m_model->index(0, TrafficModel::InstanceColumn).data(Qt::ToolTipRole).toString();
        QVERIFY2(!tip.contains(QStringLiteral("<img")), qPrintable(tip));
    }

    void aPathBelowATenantIsShortened()
    {
        TrafficEntry entry;
        entry.url = QUrl(QStringLiteral("https://acme.example/tenant/t1/api:meta/auth/me"));
        QCOMPARE(TrafficModel::pathText(entry), QStringLiteral("/auth/me"));
        entry.url = QUrl(QStringLiteral("https://acme.example/other?x"));
        QCOMPARE(TrafficModel::pathText(entry), QStringLiteral("/other?x"));
    }

private:
    std::unique_ptr<TrafficLog> m_acme;
    std::unique_ptr<TrafficLog> m_beta;
    std::unique_ptr<TrafficModel> m_model;
    std::unique_ptr<TrafficFilter> m_filter;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
    std::unique_ptr<QSignalSpy> m_resets;
};

METASCOPE_TEST(TrafficModelTest)
#include "trafficmodeltest.moc"
