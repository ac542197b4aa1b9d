// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/tokenmodel.h"
#include "app/model/tokenwords.h"
#include "app/store/rightsbook.h"
#include "tests/support/testmain.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

const QDateTime noon(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

TokenExpiry endsAt(const QDateTime &at)
{
    return {TokenExpiry::Source::Person, at};
}

const TokenExpiry never{TokenExpiry::Source::Person, std::nullopt};

} // namespace

class TokenModelTest final : public QObject {
    Q_OBJECT

    InstanceId add(const QString &name, const TokenFacts &facts = {}, TokenPlace place = TokenPlace::Keychain,
                   const QString &tokenId = QStringLiteral("3f2a"))
    {
        InstanceEntry entry;
        entry.name = name;
        entry.base = *ApiBase::fromUserInput(QStringLiteral("http://127.0.0.1:9"));
        entry.place = place;
        entry.tokenId = tokenId;
        entry.token = facts;
        return *m_registry->put(entry);
    }
    [[nodiscard]] QString text(const InstanceId &instance, TokenModel::Column column) const
    {
        return m_model->indexOf(instance).siblingAtColumn(column).data().toString();
    }
    [[nodiscard]] static QStringList shown(const QAbstractItemModel &model, int column)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts.append(model.index(row, column).data().toString());
        return texts;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_registry = std::make_unique<InstanceRegistry>(m_folder->filePath(QStringLiteral("instances.json")));
        m_rights = std::make_unique<RightsBook>(QString());
        m_use = {};
        m_now = noon;
        m_model = std::make_unique<TokenModel>(TokenModel::Sources{
            *m_registry, *m_rights,
            [](TokenPlace place) { return QStringLiteral("store %1").arg(static_cast<int>(place)); },
            [this](const InstanceId &) { return m_use; }, [this] { return m_now; }});
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get());
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void endsInWords_data()
    {
        QTest::addColumn<TokenExpiry>("expiry");
        QTest::addColumn<QString>("words");
        QTest::newRow("unknown") << TokenExpiry() << QStringLiteral("not known");
        QTest::newRow("never") << never << QStringLiteral("never");
        QTest::newRow("days") << endsAt(noon.addDays(3).addSecs(5)) << QStringLiteral("in 3 day(s)");
        QTest::newRow("almost a day") << endsAt(noon.addSecs(24 * 3600 - 1)) << QStringLiteral("in 23 hour(s)");
        QTest::newRow("minutes") << endsAt(noon.addSecs(119)) << QStringLiteral("in 1 minute(s)");
        QTest::newRow("seconds") << endsAt(noon.addSecs(1)) << QStringLiteral("in less than a minute");
        QTest::newRow("now") << endsAt(noon) << QStringLiteral("expired less than a minute ago");
        QTest::newRow("past") << endsAt(noon.addDays(-2)) << QStringLiteral("expired 2 day(s) ago");
    }
    void endsInWords()
    {
        QFETCH(const TokenExpiry, expiry);
        QFETCH(const QString, words);
        QCOMPARE(tokenwords::ends(expiry, noon), words);
    }

    void aRowSaysWhatIsKnown()
    {
        TokenFacts facts;
        facts.label = QStringLiteral("deploy");
        facts.person = QStringLiteral("Jane");
        facts.kind = TokenKind::Account;
        facts.lastFour = QStringLiteral("3f2a");
        facts.expiry = {TokenExpiry::Source::Token, noon.addDays(7)};
        facts.recorded.emplace().set(ScopeArea::Database, ScopeRight::Read, true);
        facts.lastUsed = noon.addSecs(-7200);
        const InstanceId id = add(QStringLiteral("Acme"), facts);
        QCOMPARE(m_model->rowCount(), 1);
        QStringList texts;
        for (int column = 0; column < TokenModel::ColumnCount; ++column)
            texts.append(m_model->index(0, column).data().toString());
        QCOMPARE(texts.join(u'|'),
                 QStringLiteral("deploy|Acme|Jane|account|3f2a|in 7 day(s)|1 of 36 recorded|2 hour(s) ago|store "
                                "0|ready"));
        QVERIFY(m_model->indexOf(id).data(Qt::AccessibleDescriptionRole).toString().contains(QStringLiteral("ready")));
        const QString ends = m_model->index(0, TokenModel::EndsColumn).data(Qt::AccessibleDescriptionRole).toString();
        QVERIFY2(ends.endsWith(QStringLiteral("as the token says")), qPrintable(ends));
    }

    void theLabelFallsBack()
    {
        TokenFacts facts;
        facts.person = QStringLiteral("Jane");
        const InstanceId named = add(QStringLiteral("Acme"), facts);
        const InstanceId bare = add(QStringLiteral("Beta"));
        QCOMPARE(text(named, TokenModel::LabelColumn), QStringLiteral("Jane"));
        QCOMPARE(text(bare, TokenModel::LabelColumn), QStringLiteral("Beta"));
    }

    void stateInWords()
    {
        const InstanceId kept = add(QStringLiteral("kept"));
        const InstanceId session = add(QStringLiteral("session"), {}, TokenPlace::Session);
        const InstanceId ask = add(QStringLiteral("ask"), {}, TokenPlace::Ask);
        const InstanceId none = add(QStringLiteral("none"), {}, TokenPlace::Keychain, QString());
        TokenFacts facts;
        facts.expiry = endsAt(noon.addSecs(47 * 3600));
        const InstanceId soon = add(QStringLiteral("soon"), facts);
        facts.expiry = endsAt(noon.addSecs(-1));
        const InstanceId expired = add(QStringLiteral("expired"), facts);
        const auto state = [this](const InstanceId &id) { return text(id, TokenModel::StateColumn); };
        QCOMPARE(state(kept), QStringLiteral("ready"));
        QCOMPARE(state(session), QStringLiteral("this session only"));
        QCOMPARE(state(ask), QStringLiteral("asked every time"));
        QCOMPARE(state(none), QStringLiteral("no token stored"));
        QCOMPARE(text(none, TokenModel::EndsColumn), QString());
        QCOMPARE(state(soon), QStringLiteral("expires soon"));
        QCOMPARE(state(expired), QStringLiteral("expired"));

        m_use = {TokenUse::State::InUse, {}};
        m_model->refresh();
        QCOMPARE(state(kept), QStringLiteral("in use"));
        QCOMPARE(state(soon), QStringLiteral("expires soon, in use"));
        QCOMPARE(state(expired), QStringLiteral("expired"));
        QCOMPARE(state(none), QStringLiteral("no token stored"));
        m_use = {TokenUse::State::Unreadable, QStringLiteral("the keychain is locked")};
        m_model->refresh();
        QCOMPARE(state(kept), QStringLiteral("could not be read: the keychain is locked"));
    }

    void timePasses()
    {
        TokenFacts facts;
        facts.expiry = endsAt(noon.addDays(2).addSecs(60));
        const InstanceId id = add(QStringLiteral("Acme"), facts);
        const QPersistentModelIndex row = m_model->indexOf(id);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QCOMPARE(row.data(TokenModel::ExpiryRole).toInt(), static_cast<int>(ExpiryState::Fine));
        m_now = noon.addSecs(120);
        m_model->refresh();
        QCOMPARE(row.data(TokenModel::ExpiryRole).toInt(), static_cast<int>(ExpiryState::Soon));
        m_now = noon.addDays(3);
        m_model->refresh();
        QCOMPARE(text(id, TokenModel::StateColumn), QStringLiteral("expired"));
        QCOMPARE(reset.count(), 0);
    }

    void changesAreADiff()
    {
        const InstanceId first = add(QStringLiteral("Acme"));
        add(QStringLiteral("Beta"));
        const QPersistentModelIndex row = m_model->indexOf(first);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        QSignalSpy data(m_model.get(), &QAbstractItemModel::dataChanged);
        QVERIFY(m_registry->change(first, [](InstanceEntry &entry) { entry.token.label = QStringLiteral("new"); }));
        QCOMPARE(row.data().toString(), QStringLiteral("new"));
        QCOMPARE(data.count(), 1);
        m_rights->note(QStringLiteral("3f2a"), QStringLiteral("Workspace Log: Read"), false, noon);
        QCOMPARE(text(first, TokenModel::ScopesColumn), QStringLiteral("not recorded, 1 doubtful"));
        QVERIFY(m_registry->remove(first));
        QVERIFY(!row.isValid());
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(reset.count(), 0);
    }

    void whatIsNotKnownComesLastEitherWay()
    {
        TokenFacts facts;
        add(QStringLiteral("unknown"), facts);
        facts.expiry = never;
        add(QStringLiteral("never"), facts);
        facts.expiry = endsAt(noon.addDays(30));
        add(QStringLiteral("later"), facts);
        facts.expiry = endsAt(noon.addDays(-1));
        add(QStringLiteral("past"), facts);
        TokenOrder order(*m_model);
        order.sort(TokenModel::EndsColumn, Qt::AscendingOrder);
        QCOMPARE(shown(order, TokenModel::InstanceColumn).join(u' '), QStringLiteral("past later never unknown"));
        order.sort(TokenModel::EndsColumn, Qt::DescendingOrder);
        QCOMPARE(shown(order, TokenModel::InstanceColumn).join(u' '), QStringLiteral("never later past unknown"));
    }

    void theHintComparesWhatIsRecordedWithWhatIsUsed()
    {
        ScopeGrid grid;
        grid.set(ScopeArea::Content, ScopeRight::Read, true);
        const QList<SeenRight> reads{{QStringLiteral("Workspace Content: Read"), true, noon}};
        const QList<SeenRight> writes{reads.front(), {QStringLiteral("Workspace Content: Update"), true, noon}};
        const QList<SeenRight> refused{reads.front(), {QStringLiteral("Workspace Content: Update"), false, noon}};
        QVERIFY(tokenwords::leastPrivilege(grid, reads, noon).isEmpty());
        grid.set(ScopeArea::Tasks, ScopeRight::Update, true);
        QVERIFY(tokenwords::leastPrivilege(grid, reads, noon).contains(QStringLiteral("Update")));
        QVERIFY(tokenwords::leastPrivilege(grid, writes, noon).isEmpty());
        QVERIFY(!tokenwords::leastPrivilege(grid, refused, noon).isEmpty());
        // Nobody recorded anything, or the token rests.
        QVERIFY(tokenwords::leastPrivilege(std::nullopt, reads, noon).isEmpty());
        QVERIFY(tokenwords::leastPrivilege(grid, {}, noon).isEmpty());
        QVERIFY(tokenwords::leastPrivilege(grid, reads, noon.addDays(31)).isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<InstanceRegistry> m_registry;
    std::unique_ptr<RightsBook> m_rights;
    std::unique_ptr<TokenModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    TokenUse m_use;
    QDateTime m_now;
};

METASCOPE_TEST(TokenModelTest)

#include "tokenmodeltest.moc"
