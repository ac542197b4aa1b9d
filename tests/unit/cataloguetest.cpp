// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue of operations against the API's own documents: what each call carries and which scope it needs.
#include "app/api/endpoints/kindoperations.h"
#include "app/api/request.h"
#include "app/base/rawjson.h"
#include "tests/support/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

using namespace metascope;

namespace {

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Matches the paths that the row's template stands for: `{type}` is a word in the documents.
QRegularExpression patternOf(const Endpoint &row)
{
    static const QRegularExpression argument(QStringLiteral("\\\\\\{[a-z_]+\\\\\\}"));
    return QRegularExpression(QLatin1Char('^')
                              + QRegularExpression::escape(textOf(row.path)).replace(argument, QStringLiteral("[^/]+"))
                              + QLatin1Char('$'));
}

/// The documented operations of a row.
QList<RawJson> operationsOf(const RawJson &document, const Endpoint &row)
{
    QList<RawJson> found;
    const auto pattern = patternOf(row);
    const auto arguments = std::ranges::count(row.path, '{');
    const auto paths = document.member(u"paths").value_or(RawJson()).members();
    for (const bool exact : {true, false}) {
        for (const RawJson::Member &path : paths) {
            const bool same = path.key.count(QLatin1Char('{')) == arguments;
            const auto operation = path.value.member(QString::fromLatin1(verbText(row.verb).toLower()));
            if (operation && same == exact && pattern.match(path.key).hasMatch())
                found.append(*operation);
        }
        if (!found.isEmpty())
            break; // `schema/{name}` also matches `schema/rename`
    }
    return found;
}

bool takes(const RawJson &operation, QStringView place, QStringView name)
{
    const auto parameters = operation.member(u"parameters").value_or(RawJson()).elements();
    return std::ranges::any_of(parameters, [&](const RawJson &each) {
        return each.member(u"in") == RawJson::string(place) && each.member(u"name") == RawJson::string(name);
    });
}

} // namespace

class CatalogueTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheDocuments_data();
    void agreesWithTheDocuments();
    void everyRowMakesAUrl();
    void kindsHaveTheirWords();

private:
    static std::optional<RawJson> document(const QString &name)
    {
        const QString folder
            = qEnvironmentVariable("METASCOPE_API_DIR", QStringLiteral(METASCOPE_SOURCE_DIR "/../shared/api"));
        QFile file(QDir(folder).filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return std::nullopt;
        const auto json = RawJson::parse(file.readAll());
        return json ? std::optional(*json) : std::nullopt;
    }
};

void CatalogueTest::agreesWithTheDocuments_data()
{
    QTest::addColumn<EndpointId>("id");
    for (const Endpoint &row : catalogue)
        QTest::addRow("%s %s %d", verbText(row.verb).constData(), qPrintable(textOf(row.path)),
                      static_cast<int>(row.id))
            << row.id;
}

void CatalogueTest::agreesWithTheDocuments()
{
    QFETCH(EndpointId, id);
    const Endpoint &row = endpointRow(id);
    const bool isAccount
        = id == EndpointId::AccountMe || id == EndpointId::AccountInstances || id == EndpointId::AccountInstance;
    const auto api
        = document(isAccount ? QStringLiteral("account-openapi.json") : QStringLiteral("instance-openapi.json"));
    if (!api)
        QSKIP("the API's documents are not there: set METASCOPE_API_DIR");
    const auto operations = operationsOf(*api, row);
    QVERIFY2(!operations.isEmpty(), "no such operation is documented");
    for (const RawJson &operation : operations) {
        QCOMPARE(row.carries == Carries::Branch, takes(operation, u"query", u"branch"));
        QCOMPARE(row.carries == Carries::DataSource, takes(operation, u"header", u"x-data-source"));
        QCOMPARE(row.paging == Paging::Pages, takes(operation, u"query", u"page"));
        if (const auto scope = operation.member(u"x-required-scope"); scope && scope->toString())
            QCOMPARE(textOf(row.scope), *scope->toString());
    }
}

void CatalogueTest::everyRowMakesAUrl()
{
    const ApiBase base = *ApiBase::fromUserInput(QStringLiteral("https://x1.example"));
    for (const Endpoint &row : catalogue) {
        Request request;
        request.endpoint = row.id;
        QVERIFY2(!checkRequest(request) || row.path.find('{') == std::string_view::npos, "arguments are missing");
        for (qsizetype i = 0; i < std::ranges::count(row.path, '{'); ++i)
            request.args.append(QStringLiteral("a/%2e?#é"));
        if (row.carries == Carries::Branch) {
            QVERIFY(!checkRequest(request));
            request.branch = BranchLabel(QString());
            QVERIFY(!checkRequest(request));
            request.branch = BranchLabel(QStringLiteral("a&b"));
            QCOMPARE(requestQuery(request), QByteArray("?branch=a%26b"));
        }
        if (row.carries == Carries::DataSource) {
            QVERIFY(!checkRequest(request));
            request.dataSource = DataSourceLabel(QString());
            QVERIFY(!checkRequest(request));
            request.dataSource = DataSourceLabel(QStringLiteral("live"));
        }
        QVERIFY(checkRequest(request));
        const QByteArray url = requestUrl(base, request).toEncoded();
        QVERIFY2(url.startsWith("https://x1.example/api:meta/"), url.constData());
        QVERIFY2(!url.contains('{') && !url.contains('#'), url.constData());
        QCOMPARE(url.count('/'),
                 QByteArray("https://x1.example/api:meta").count('/') + std::ranges::count(row.path, '/'));
    }
}

void CatalogueTest::kindsHaveTheirWords()
{
    for (const KindRow &row : kindTable) {
        QVERIFY(!kindName(row.kind).isEmpty());
        QVERIFY(!kindPlural(row.kind).isEmpty());
        QVERIFY2(QFile::exists(QStringLiteral(METASCOPE_SOURCE_DIR "/resources/icons/%1.svg").arg(textOf(row.icon))),
                 row.icon.data());
    }
}

METASCOPE_TEST(CatalogueTest)
#include "cataloguetest.moc"
