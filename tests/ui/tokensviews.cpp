// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/tokensviews.h"

#include "ui/widgets/messagebar.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace metascope::test {

namespace {

Error locked()
{
    return Error::local(ErrorKind::KeychainLocked, QStringLiteral("the made-up keychain is locked"));
}

} // namespace

Reply<Done> MoodyStore::write(const TokenKey &key, Secret secret)
{
    return refusesWrites ? Reply<Done>::ready(Failure(locked())) : m_kept.write(key, std::move(secret));
}

Reply<SharedSecret> MoodyStore::read(const TokenKey &key)
{
    ++reads;
    return isLocked ? Reply<SharedSecret>::ready(Failure(locked())) : m_kept.read(key);
}

Reply<Done> MoodyStore::remove(const TokenKey &key)
{
    if (isSilent) {
        const Reply<Done> removed = m_kept.remove(key);
        const auto promise = std::make_shared<ReplyPromise<Done>>();
        // Holds itself until it is given up.
        promise->setAbort([promise, removed] {
            Error error = Error::local(ErrorKind::Cancelled, {});
            error.delivery = Delivery::Unknown;
            promise->resolve(Failure(error));
        });
        return promise->reply();
    }
    return isLocked ? Reply<Done>::ready(Failure(locked())) : m_kept.remove(key);
}

bool MoodyStore::has(const TokenKey &key)
{
    std::optional<bool> found;
    QObject context;
    m_kept.read(key).then(&context, [&found](const Result<SharedSecret> &read) { found = read.has_value(); });
    return QTest::qWaitFor([&found] { return found.has_value(); }) && *found;
}

TokensViews::TokensViews(std::chrono::milliseconds copiedFor)
    : theme(*qobject_cast<QApplication *>(QCoreApplication::instance())),
      sessions(registry, stores, rights, {registry, clock, false, {}}),
      keeper(registry, stores, sessions, rights, {registry, clock, false, {}}), clipboard(copiedFor),
      window({registry, rights, sessions, keeper, clipboard, theme, icons, [this] { return now; }})
{}

InstanceId TokensViews::list(const QString &name, const QByteArray &token, const TokenFacts &facts, TokenPlace place)
{
    if (ready.instances.isEmpty()) {
        auto started = sandbox.start();
        if (!started) {
            QTest::qFail("the sandbox does not start", __FILE__, __LINE__);
            return {};
        }
        ready = *started;
    }
    InstanceEntry entry;
    entry.name = name;
    entry.base = *ApiBase::fromUserInput(ready.instances.constFirst().url);
    entry.place = place;
    entry.token = facts;
    entry.tokenId = newTokenId();
    const QByteArray secret = token.isEmpty() ? ready.token : token;
    stores.of(place)
        .write(tokenKeyOf(entry), Secret(QByteArray(secret.constData(), secret.size())))
        .then(&window, [](const Result<Done> &) {});
    const auto listed = registry.put(entry);
    return listed ? *listed : InstanceId();
}

InstanceId TokensViews::open()
{
    TokenFacts facts;
    facts.label = QStringLiteral("deploy");
    facts.kind = TokenKind::Instance;
    facts.lastFour = QStringLiteral("made");
    facts.expiry = {TokenExpiry::Source::Person, now.addDays(30)};
    const InstanceId listed = list(QStringLiteral("Acme"), {}, facts);
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        QTest::qFail("the window does not become active", __FILE__, __LINE__);
    window.pick(listed);
    return listed;
}

QString TokensViews::told() const
{
    const auto *bar = window.findChild<MessageBar *>(QStringLiteral("messageBar"), Qt::FindDirectChildrenOnly);
    return bar && bar->isVisible() ? bar->text() : QString();
}

QString TokensViews::toldIn(const QWidget *root)
{
    const auto *bar = root->findChild<MessageBar *>();
    return bar && bar->isVisible() ? bar->text() : QString();
}

} // namespace metascope::test
