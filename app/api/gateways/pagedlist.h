// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/api/codecs/listcodec.h"

#include <QtCore/QCoreApplication>
#include <memory>

namespace metascope {

/// What is known to work where a server refuses the documented maximum (docs.xano.com, `per_page`).
inline constexpr int safePage = 500;

namespace detail {

/// Fetches page after page until the server names no next one. Keeps itself alive through the reply it waits for.
template <typename T>
class PagedFetch final : public std::enable_shared_from_this<PagedFetch<T>> {
public:
    using Item = std::function<Result<T>(const RawJson &, const QString &)>;

    PagedFetch(ApiClient &client, Request request, Item item)
        : m_client(client), m_request(std::move(request)), m_item(std::move(item)),
          m_perPage(endpointRow(m_request.endpoint).largestPage)
    {}

    Reply<QList<T>> run()
    {
        Reply<QList<T>> reply = m_promise.reply();
        next(1);
        return reply;
    }

private:
    void next(int page)
    {
        Request request = m_request;
        const bool pages = endpointRow(request.endpoint).paging == Paging::Pages;
        // A list that should be whole may still come in pages: what it names next is asked for.
        if (pages || page > 1)
            request.query.append({QStringLiteral("page"), QString::number(page)});
        if (pages && m_perPage > 0)
            request.query.append({QStringLiteral("per_page"), QString::number(m_perPage)});
        const Reply<Page<T>> reply = m_client.send<Page<T>>(
            request, [item = m_item](const RawJson &json) { return pageFromJson<T>(json, item); });
        m_promise.setAbort([reply] { reply.abort(); });
        reply.then(&m_client, [self = this->shared_from_this(), page](Result<Page<T>> result) {
            self->arrived(page, std::move(result));
        });
    }

    void arrived(int page, Result<Page<T>> result)
    {
        if (!result) {
            if (result.error().kind == ErrorKind::Validation && page == 1 && m_perPage > safePage
                && endpointRow(m_request.endpoint).paging == Paging::Pages) {
                m_perPage = safePage;
                next(page);
                return;
            }
            m_promise.resolve(Failure(result.error()));
            return;
        }
        m_all += std::move(result->items);
        // A next page that is not further on would never end, and neither would a server that always names one.
        if (result->nextPage && *result->nextPage > page && ++m_pages >= mostPages)
            m_promise.resolve(Failure(Error::local(
                ErrorKind::Protocol,
                QCoreApplication::translate("metascope::PagedList", "the server's list does not end within %1 pages")
                    .arg(mostPages))));
        else if (result->nextPage && *result->nextPage > page)
            next(*result->nextPage);
        else
            m_promise.resolve(std::move(m_all));
    }

    ApiClient &m_client;
    Request m_request;
    Item m_item;
    ReplyPromise<QList<T>> m_promise;
    /// 100,000 objects even where a server gives 500 a page.
    static constexpr int mostPages = 200;
    int m_pages = 0;
    QList<T> m_all;
    int m_perPage;
};

} // namespace detail

/// The whole list, over as many pages as the server names.
template <typename T>
Reply<QList<T>> fetchAll(ApiClient &client, Request request,
                         std::function<Result<T>(const RawJson &, const QString &)> item)
{
    return std::make_shared<detail::PagedFetch<T>>(client, std::move(request), std::move(item))->run();
}

} // namespace metascope
