// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/loginpage.h"

#include "app/sandbox/core/signedtoken.h"

#include <QtCore/QDateTime>
#include <QtCore/QUrl>

#include <algorithm>
#include <array>
#include <chrono>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr std::chrono::seconds TokenLife = std::chrono::days(7);
constexpr QStringView PlainPath = u"/callback";

/// `body` is HTML already, `title` is text.
HttpResponse page(int status, const QString &title, const QString &body)
{
    const QString heading = title.toHtmlEscaped();
    HttpResponse response;
    response.status = status;
    response.contentType = "text/html; charset=utf-8";
    response.headers = {{"Cache-Control", "no-store"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Content-Security-Policy", "default-src 'none'"}};
    response.body = QString("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"_L1 + heading
                            + "</title></head>\n<body><h1>"_L1 + heading + "</h1>\n"_L1 + body + "</body></html>\n"_L1)
                        .toUtf8();
    return response;
}

HttpResponse refused(const QString &sentence)
{
    return page(400, u"This sign-in does not work"_s, "<p>"_L1 + sentence.toHtmlEscaped() + "</p>\n"_L1);
}

/// A callback that may get a token: the address, or the sentence why not.
tl::expected<QUrl, QString> readCallback(const QString &text, LoginCallback taken)
{
    static constexpr std::array hosts{"127.0.0.1"_L1, "::1"_L1, "localhost"_L1};
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "http"_L1 || std::ranges::find(hosts, url.host()) == hosts.end())
        return tl::unexpected(u"The callback has to be an http address of this computer."_s);
    if (url.authority().contains(u'@') || url.hasFragment())
        return tl::unexpected(u"The callback may hold neither a user nor a fragment."_s);
    if (taken == LoginCallback::Plain && url.path(QUrl::FullyEncoded) != PlainPath)
        return tl::unexpected(u"The callback's path has to be /callback."_s);
    return url;
}

/// A list of links to `target`, one for each workspace; `more` is appended to each address.
HttpResponse chooseWorkspace(const Environment &environment, QLatin1String target, const QString &more)
{
    QString list;
    for (const InstanceInfo &instance : environment.inventory.instances) {
        for (const WorkspaceInfo &workspace : instance.workspaces) {
            const QString address = target + "?workspace="_L1 + QString::number(workspace.id) + "&instance="_L1
                + QString::fromLatin1(QUrl::toPercentEncoding(instance.name)) + more;
            list += "<li><a href=\""_L1 + address.toHtmlEscaped() + "\">Sign in to "_L1 + workspace.name.toHtmlEscaped()
                + "</a> ("_L1 + instance.name.toHtmlEscaped() + ")</li>\n"_L1;
        }
    }
    return page(200, u"Sign in to the sandbox"_s,
                "<p>Choose the workspace that the token is to be good for.</p>\n<ul>\n"_L1 + list + "</ul>\n"_L1);
}

/// A token for the workspace that the query names; nothing where there is no such workspace.
std::optional<QByteArray> tokenFor(const HttpRequest &request, const Environment &environment)
{
    const auto &instances = environment.inventory.instances;
    const auto instance = std::ranges::find(instances, queryValue(request.target, u"instance"), &InstanceInfo::name);
    if (instance == instances.end())
        return std::nullopt;
    const qint64 id = queryValue(request.target, u"workspace").toLongLong();
    if (std::ranges::find(instance->workspaces, id, &WorkspaceInfo::id) == instance->workspaces.end())
        return std::nullopt;
    return signToken({.kind = u"login"_s,
                      .instance = instance->name,
                      .workspace = id,
                      .expires = QDateTime::currentSecsSinceEpoch() + TokenLife.count()});
}

HttpResponse start(const HttpRequest &request, const Environment &environment)
{
    if (queryValue(request.target, u"dest") != "cli"_L1)
        return refused(u"Only the sign-in of a command line client is here: dest has to be cli."_s);
    if (queryValue(request.target, u"display") == "code"_L1)
        return chooseWorkspace(environment, "/login/code"_L1, {});
    const QString text = queryValue(request.target, u"callback");
    if (const auto callback = readCallback(text, environment.options.loginCallback); !callback)
        return refused(callback.error());
    return chooseWorkspace(environment, "/login/continue"_L1,
                           "&callback="_L1 + QString::fromLatin1(QUrl::toPercentEncoding(text)));
}

HttpResponse goOn(const HttpRequest &request, const Environment &environment)
{
    const auto callback = readCallback(queryValue(request.target, u"callback"), environment.options.loginCallback);
    if (!callback)
        return refused(callback.error());
    const auto token = tokenFor(request, environment);
    if (!token)
        return refused(u"There is no such workspace."_s);
    QByteArray address = callback->toEncoded();
    if (!callback->hasQuery())
        address += '?';
    else if (!address.endsWith('?'))
        address += '&';
    HttpResponse response = page(303, u"Signed in"_s, {});
    response.headers.append({"Location", address + "token=" + token->toPercentEncoding()});
    return response;
}

HttpResponse showCode(const HttpRequest &request, const Environment &environment)
{
    const auto token = tokenFor(request, environment);
    if (!token)
        return refused(u"There is no such workspace."_s);
    return page(200, u"Your code"_s,
                "<p>Paste this where the program asks for it.</p>\n<p><code id=\"code\">"_L1
                    + QString::fromLatin1(*token).toHtmlEscaped() + "</code></p>\n"_L1);
}

} // namespace

std::optional<HttpResponse> answerLogin(const HttpRequest &request, const Environment &environment)
{
    if (request.instance >= 0 || request.method != "GET")
        return std::nullopt;
    const QByteArray path = request.path();
    if (path == "/login")
        return start(request, environment);
    if (path == "/login/continue")
        return goOn(request, environment);
    if (path == "/login/code")
        return showCode(request, environment);
    return std::nullopt;
}

} // namespace metascope::sandbox
