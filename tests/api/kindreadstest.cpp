// SPDX-License-Identifier: GPL-3.0-or-later
// What the kinds of objects ask for, against the API's own documents.
#include "app/api/endpoints/kindoperations.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QUrlQuery>

using namespace metascope;
using test::LoneSession;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

const ObjectPlace place{WorkspaceId(1), BranchLabel(QStringLiteral("v1")), {}};

} // namespace

class KindReadsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pagesAreAsLongAsAllowed_data();
    void pagesAreAsLongAsAllowed();
    void kindsAskForWhatIsDocumented();
};

void KindReadsTest::pagesAreAsLongAsAllowed_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("askedAgain");
    QTest::newRow("most lists") << Kind::Tool << QByteArray("10000") << QByteArray("500");
    QTest::newRow("histories") << Kind::RequestHistory << QByteArray("500") << QByteArray();
    QTest::newRow("releases") << Kind::Release << QByteArray("100") << QByteArray();
    QTest::newRow("static hosts") << Kind::StaticHost << QByteArray() << QByteArray();
    QTest::newRow("branches") << Kind::Branch << QByteArray() << QByteArray();
}

void KindReadsTest::pagesAreAsLongAsAllowed()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, askedAgain);
    StubServer server([](const StubRequest &) {
        return stubAnswer(R"({"code":"ERROR_CODE_INPUT_ERROR","message":"","payload":{"param":"per_page"}})",
                          "400 Bad Request");
    });
    const LoneSession session(server.url());
    QVERIFY(!waitFor(session->objects().list(kind, place)));
    const auto size = [&server](int request) {
        return QUrlQuery(QUrl(QString::fromLatin1(server.requests.at(request).target)))
            .queryItemValue(QStringLiteral("per_page"))
            .toLatin1();
    };
    QCOMPARE(server.requests.size(), askedAgain.isEmpty() ? 1 : 2);
    QCOMPARE(size(0), asked);
    if (!askedAgain.isEmpty())
        QCOMPARE(size(1), askedAgain);
    QVERIFY(!waitFor(session->objects().page(kind, place, 3, 1'000'000)));
    QCOMPARE(size(static_cast<int>(server.requests.size()) - 1), asked);
    const bool isPaged = endpointRow(operationsOf(kind).list).paging == Paging::Pages;
    QCOMPARE(server.requests.constLast().target.contains("page=3"), isPaged);
}

void KindReadsTest::kindsAskForWhatIsDocumented()
{
    QFile file(QDir(qEnvironmentVariable("METASCOPE_API_DIR", QStringLiteral(METASCOPE_SOURCE_DIR "/../shared/api")))
                   .filePath(QStringLiteral("instance-openapi.json")));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the API's documents are not there: set METASCOPE_API_DIR");
    const RawJson paths = RawJson::parse(file.readAll()).value_or(RawJson()).member(u"paths").value_or(RawJson());
    const auto takes = [&paths](EndpointId id, QStringView name) {
        const auto path = endpointRow(id).path;
        const auto operation = paths.member(QString::fromLatin1(path.data(), static_cast<qsizetype>(path.size())))
                                   .value_or(RawJson())
                                   .member(u"get");
        const auto parameters = operation.value_or(RawJson()).member(u"parameters").value_or(RawJson()).elements();
        return std::ranges::any_of(
            parameters, [name](const RawJson &each) { return each.member(u"name") == RawJson::string(name); });
    };
    for (const KindOperations &kind : kindOperations) {
        if (kind.kind == Kind::Instance)
            continue;
        const Endpoint &list = endpointRow(kind.list);
        const char *path = list.path.data();
        QVERIFY2(kind.isSorted == (takes(kind.list, u"sort") && takes(kind.list, u"order")), path);
        QVERIFY2((list.paging == Paging::Pages && list.largestPage > 0) == takes(kind.list, u"per_page"), path);
        QVERIFY2((kind.get && kind.hasScript) == (kind.get && takes(*kind.get, u"include_xanoscript")), path);
        // Where there is an operation to get one, it is used.
        const QString below = QString::fromLatin1(path) + QStringLiteral("/{");
        const bool canGet = std::ranges::any_of(paths.members(), [&below](const RawJson::Member &each) {
            return each.key.startsWith(below) && each.key.count(u'/') == below.count(u'/') && each.value.member(u"get");
        });
        QVERIFY2(kind.get.has_value() == canGet, path);
    }
}

METASCOPE_TEST(KindReadsTest)
#include "kindreadstest.moc"
