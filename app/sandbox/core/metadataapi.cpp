// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/metadataapi.h"

#include "app/sandbox/core/loginpage.h"
#include "app/sandbox/core/openapi.h"
#include "app/sandbox/samples/sample.h"

#include <QtCore/QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr char SwaggerPath[] = "/apispec:meta";
constexpr char Bearer[] = "Bearer ";
constexpr unsigned AllRights = 15;

Problem unauthorized(const QString &message)
{
    return {401, "ERROR_CODE_UNAUTHORIZED", message, {}};
}

/// The server explains some refusals and not others; a client has to live with both.
Problem forbidden(Area area)
{
    const bool isSilent = area == Area::Content || area == Area::Function;
    return {403, "ERROR_CODE_ACCESS_DENIED", isSilent ? QString() : u"Access Denied."_s, {}};
}

/// What the token of `call` does not cover.
std::optional<Problem> refuse(const Call &call, const Route &route)
{
    if (!call.grants().reach(call.instance(), call.workspace()))
        return forbidden(Area::Workspace);
    if (!call.grants().allow(route.scope))
        return forbidden(route.scope.area);
    return std::nullopt;
}

struct ApiText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::MetadataApi)
};

/// From 1: a file that was never filled says 0.
int sampleNumber(Sample sample)
{
    return static_cast<int>(sample) + 1;
}

HttpResponse success(const RawJson &json)
{
    HttpResponse response;
    response.body = json.text();
    return response;
}

} // namespace

MetadataApi::MetadataApi(const ApiOptions &options)
{
    m_environment.options = options;
    for (const SampleInstance &instance : sampleInstances(options)) {
        InstanceInfo info;
        info.name = instance.name;
        m_environment.inventory.instances.append(info);
    }
    QStringList names;
    for (const InstanceInfo &instance : m_environment.inventory.instances)
        names.append(instance.name);
    m_tokens = TokenBook(names, options);
    m_tokens.describe(m_environment.inventory);
}

MetadataApi::~MetadataApi()
{
    m_worker.run([this] { m_database.reset(); });
}

Result<Done> MetadataApi::open()
{
    return m_worker.run([this]() -> Result<Done> {
        m_database = std::make_unique<Database>();
        if (const auto opened = m_database->open(m_environment.options.dataFile); !opened)
            return opened;
        if (m_database->isEmpty())
            fill();
        else if (m_database->filling() != sampleNumber(m_environment.options.sample))
            return Failure(Error::local(
                ErrorKind::Storage,
                ApiText::tr("The data file %1 was filled with another sample.").arg(m_environment.options.dataFile)));
        readInventory();
        return Done{};
    });
}

void MetadataApi::reset()
{
    m_worker.run([this] { fill(); });
}

void MetadataApi::setOrigins(const Origins &origins)
{
    m_worker.run([this, &origins] { m_environment.origins = origins; });
}

HttpResponse MetadataApi::handle(const HttpRequest &request)
{
    return m_worker.run([this, &request] { return answer(request); });
}

HttpResponse MetadataApi::answer(const HttpRequest &request)
{
    if (request.method == "GET" && request.path() == SwaggerPath)
        return openApi(request);
    if (auto page = answerLogin(request, m_environment))
        return *std::move(page);
    const Part part = request.instance < 0 ? Part::Account : Part::Instance;
    const QByteArray path = request.apiPath();
    if (request.path().contains(MetaPrefix)) {
        for (const Route &route : allRoutes()) {
            if (route.part != part || request.method != route.verb || !route.isOf(m_environment.options.dialect))
                continue;
            const auto arguments = matchPath(route, path);
            if (!arguments)
                continue;
            const auto grants = authorize(request);
            if (!grants)
                return grants.error().response();
            Call call(request, route, *arguments, m_environment, *m_database, *grants);
            if (const auto problem = refuse(call, route))
                return problem->response();
            return runRoute(route, call);
        }
    }
    return notFound(u"Unable to locate request."_s).value().response();
}

HttpResponse MetadataApi::runRoute(const Route &route, Call &call)
{
    if (QByteArrayView(route.path).startsWith("/workspace/{")) {
        const auto found = m_database->row(u"SELECT 1 FROM workspace WHERE instance = ? AND id = ?"_s,
                                           {call.instance(), call.workspace()});
        if (found.isEmpty())
            return notFound(u"Invalid workspace."_s).value().response();
    }
    if (const auto checked = call.checkQuery(); !checked)
        return checked.error().response();
    m_database->begin();
    const Answer result = route.handler(call);
    if (!result) {
        m_database->rollback();
        return result.error().response();
    }
    if (!m_database->commit())
        return Problem{500, "ERROR_FATAL", u"The state could not be stored."_s, {}}.response();
    return success(*result);
}

Outcome<Grants> MetadataApi::authorize(const HttpRequest &request) const
{
    if (request.control)
        return Grants::everywhere(AllRights);
    const QByteArray header = request.header("authorization");
    if (!header.startsWith(Bearer))
        return Refusal(unauthorized(u"Authentication Required"_s));
    const auto grants = m_tokens.grants(header.mid(QByteArrayView(Bearer).size()).trimmed(), request.instance);
    if (!grants)
        return Refusal(unauthorized(u"Invalid token"_s));
    return *grants;
}

HttpResponse MetadataApi::openApi(const HttpRequest &request) const
{
    // Since 2026 the document wants the token, in the query rather than in a header.
    if (m_environment.options.dialect == Dialect::Year2026 && !request.control) {
        Outcome<Grants> grants = authorize(request);
        if (const auto inQuery = m_tokens.grants(queryValue(request.target, u"token").toUtf8(), request.instance))
            grants = *inQuery;
        if (!grants)
            return grants.error().response();
        if (!grants->reach(request.instance, 0))
            return forbidden(Area::Workspace).response();
    }
    const Part part = request.instance < 0 ? Part::Account : Part::Instance;
    const QByteArray origin = part == Part::Account ? m_environment.origins.account
                                                    : m_environment.origins.instances.value(request.instance);
    return success(openApiDocument(part, m_environment.options.dialect, origin + MetaPrefix));
}

void MetadataApi::fill()
{
    m_database->begin();
    m_database->clear();
    fillSample(m_environment.options, *m_database);
    m_database->setFilling(sampleNumber(m_environment.options.sample));
    m_database->commit();
}

void MetadataApi::readInventory()
{
    for (InstanceInfo &instance : m_environment.inventory.instances)
        instance.workspaces.clear();
    for (const auto &row : m_database->rows(u"SELECT instance, id, json FROM workspace ORDER BY instance, id"_s)) {
        const auto index = row[0].toLongLong();
        if (index < m_environment.inventory.instances.size()) {
            const QString name = textOf(storedJson(row[2]), u"name").value_or(QString());
            m_environment.inventory.instances[index].workspaces.append({row[1].toLongLong(), name});
        }
    }
}

} // namespace metascope::sandbox
