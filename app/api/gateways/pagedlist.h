// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/api/codecs/listcodec.h"

#include <QtCore/QCoreApplication>

#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace metascope {

/// What is known to work where a server refuses the documented maximum (docs.xano.com, `per_page`).
inline constexpr int safePage = 500;

namespace detail {

/// Fetches page after page until the server names no next one; the entries of one page are decoded while the next is on its
/// way. Keeps itself alive through what it waits for.
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
    struct Answer {
        RawJson json;
        ListSlices list; ///< of `json`
    };

    void next(int page)
    {
        Request request = m_request;
        const bool pages = endpointRow(request.endpoint).paging == Paging::Pages;
        // A list that should be whole may still come in pages: what it names next is asked for.
        if (pages || page > 1)
            request.query.append({QStringLiteral("page"), QString::number(page)});
        if (pages && m_perPage > 0)
            request.query.append({QStringLiteral("per_page"), QString::number(m_perPage)});
        const Reply<Answer> reply = m_client.send<Answer>(request, [](const RawJson &json) {
            return listSlices(json).map([&json](ListSlices list) { return Answer{json, std::move(list)}; });
        });
        m_underWay = reply;
        m_promise.setAbort([self = this->weak_from_this(), reply] {
            // The last page may have come, and only be waiting to be decoded.
            if (const auto fetch = self.lock())
                fetch->m_promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
            reply.abort();
        });
        reply.then(&m_client, [self = this->shared_from_this(), page, request](const Result<Answer> &result) {
            self->arrived(page, request, result);
        });
    }

    void arrived(int page, const Request &request, const Result<Answer> &result)
    {
        if (m_promise.isSettled())
            return;
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
        const auto place = m_pages.size();
        m_pages.emplace_back();
        // A next page that is not further on would never end, and neither would a server that always names one.
        const bool goesOn = result->list.nextPage && *result->list.nextPage > page;
        if (goesOn && m_pages.size() >= mostPages) {
            m_promise.resolve(Failure(Error::local(
                ErrorKind::Protocol,
                QCoreApplication::translate("metascope::PagedList", "the server's list does not end within %1 pages")
                    .arg(mostPages))));
            return;
        }
        m_isWhole = !goesOn;
        if (goesOn)
            next(*result->list.nextPage);
        decode(place, request, *result);
    }

    void decode(std::size_t place, const Request &request, const Answer &answer)
    {
        if (answer.json.text().size() < ApiClient::inlineDecode) {
            decoded(place, request, itemsFromJson<T>(answer.json, answer.list, m_item));
            return;
        }
        auto *watcher = new QFutureWatcher<Result<QList<T>>>(&m_client);
        QObject::connect(watcher, &QFutureWatcherBase::finished, watcher,
                         [self = this->shared_from_this(), watcher, place, request] {
                             watcher->deleteLater();
                             self->decoded(place, request, watcher->result());
                         });
        watcher->setFuture(
            QtConcurrent::run([answer, item = m_item] { return itemsFromJson<T>(answer.json, answer.list, item); }));
    }

    void decoded(std::size_t place, const Request &request, const Result<QList<T>> &items)
    {
        if (m_promise.isSettled())
            return;
        if (!items) {
            m_promise.resolve(Failure(ApiClient::decodeError(request, items.error())));
            m_underWay->abort();
            return;
        }
        m_pages[place] = *items;
        ++m_decoded;
        if (!m_isWhole || m_decoded < m_pages.size())
            return;
        QList<T> all = std::exchange(m_pages.front(), {});
        for (auto page = std::next(m_pages.begin()); page != m_pages.end(); ++page)
            all += std::exchange(*page, {});
        m_promise.resolve(std::move(all));
    }

    ApiClient &m_client;
    Request m_request;
    Item m_item;
    ReplyPromise<QList<T>> m_promise;
    std::optional<Reply<Answer>> m_underWay;
    /// 100,000 objects even where a server gives 500 a page.
    static constexpr std::size_t mostPages = 200;
    std::vector<QList<T>> m_pages; ///< those that have arrived
    std::size_t m_decoded = 0;
    bool m_isWhole = false; ///< none is to come
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
