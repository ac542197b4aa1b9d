// SPDX-License-Identifier: GPL-3.0-or-later
// Opens one dialog beside a window that stands already, and prints as one line of JSON how many milliseconds went by from
// making it until its table was painted, and how many rows that has:
//     bench_tokens tokens|floor INSTANCES
// `tokens` is the window "Access Tokens" over an instances.json of that many instances; `floor` is an empty dialog of the same
// size with one table of as many rows and columns. A process opens one of them once: the second one would find fonts and
// glyphs at hand that a person's first one does not.
#include "app/credentials/askstore.h"
#include "app/credentials/sessionstore.h"
#include "app/session/tokenkeeper.h"
#include "app/store/registryfile.h"
#include "app/store/rightsbook.h"
#include "ui/shell/translations.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/tokens/tokenswindow.h"
#include "ui/widgets/secretclipboard.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTextStream>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

using namespace metascope;

namespace {

/// Calls back once, from the event loop, when its widget was painted.
class PaintWatcher final : public QObject {
public:
    PaintWatcher(QWidget *widget, std::function<void()> painted) : QObject(widget), m_painted(std::move(painted))
    {
        widget->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_painted)
            QMetaObject::invokeMethod(this, std::exchange(m_painted, {}), Qt::QueuedConnection);
        return false;
    }

private:
    std::function<void()> m_painted;
};

/// Short words in each cell.
class PlainModel final : public QAbstractTableModel {
public:
    explicit PlainModel(int rows, QObject *parent) : QAbstractTableModel(parent), m_rows(rows) {}
    [[nodiscard]] int rowCount(const QModelIndex &) const override { return m_rows; }
    [[nodiscard]] int columnCount(const QModelIndex &) const override { return TokenModel::ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QStringLiteral("value %1").arg(index.row()) : QVariant();
    }

private:
    int m_rows;
};

TokenFacts factsOf(int number, const QDateTime &now)
{
    TokenFacts facts;
    facts.label = QStringLiteral("deploy %1").arg(number);
    facts.kind = number % 3 == 0 ? TokenKind::Account : TokenKind::Instance;
    facts.person = QStringLiteral("Person %1").arg(number % 40);
    facts.lastFour = QStringLiteral("%1").arg(number % 10000, 4, 10, QLatin1Char('0'));
    facts.lastUsed = now.addSecs(-3600LL * number);
    if (number % 2 == 0)
        facts.recorded = ScopeGrid();
    if (number % 4 != 0)
        facts.expiry = {TokenExpiry::Source::Token, now.addSecs(3600LL * (number - 20))};
    return facts;
}

/// Writes an instances.json of so many instances.
void fill(const QString &name, int count)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<InstanceEntry> entries;
    for (int number = 0; number < count; ++number) {
        InstanceEntry entry;
        entry.id = InstanceId(QStringLiteral("customer-%1").arg(number));
        entry.name = QStringLiteral("Customer %1").arg(number);
        entry.base = *ApiBase::fromUserInput(QStringLiteral("https://x%1.n7.xano.io").arg(number));
        entry.tokenId = newTokenId();
        entry.token = factsOf(number, now);
        entries.append(entry);
    }
    QFile file(name);
    const QByteArray text = registryToText(entries);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the registry cannot be written");
}

/// What the window needs, as the program makes it.
class Tokens final {
public:
    Tokens(const QString &file, const Theme &theme, const IconProvider &icons) : m_registry(file)
    {
        if (!m_registry.load())
            qFatal("the registry cannot be read");
        m_parts.emplace(TokensWindow::Parts{m_registry, m_rights, m_sessions, m_keeper, m_clipboard, theme, icons});
    }
    [[nodiscard]] std::unique_ptr<QDialog> open() const { return std::make_unique<TokensWindow>(*m_parts); }

private:
    InstanceRegistry m_registry;
    RightsBook m_rights{QString()};
    SessionStore m_store;
    AskStore m_ask{
        [](const TokenKey &) { return Reply<SharedSecret>::ready(Failure(Error::local(ErrorKind::Cancelled, {}))); }};
    TokenStores m_stores{m_store, m_store, m_ask};
    SteadyClock m_clock;
    Session::Shared m_shared{m_registry, m_clock, true, {}};
    Sessions m_sessions{m_registry, m_stores, m_rights, m_shared};
    TokenKeeper m_keeper{m_registry, m_stores, m_sessions, m_rights, m_shared};
    SecretClipboard m_clipboard;
    std::optional<TokensWindow::Parts> m_parts;
};

std::unique_ptr<QDialog> openFloor(int rows)
{
    auto dialog = std::make_unique<QDialog>();
    auto *table = new QTableView;
    table->setModel(new PlainModel(rows, table));
    auto *layout = new QVBoxLayout(dialog.get());
    layout->addWidget(table);
    // As the window "Access Tokens" makes itself.
    dialog->resize(dialog->fontMetrics().averageCharWidth() * 185, dialog->fontMetrics().height() * 50);
    return dialog;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const Translations translations;
    const QStringList arguments = QCoreApplication::arguments();
    const int count = arguments.value(2).toInt();
    const bool isFloor = arguments.value(1) == QLatin1String("floor");
    if (arguments.size() != 3 || count <= 0 || (!isFloor && arguments.at(1) != QLatin1String("tokens")))
        qFatal("usage: bench_tokens tokens|floor INSTANCES");
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("instances.json"));
    fill(file, count);

    Theme theme(application);
    const IconProvider icons(theme);
    const Tokens tokens(file, theme, icons);
    QMainWindow window;
    window.resize(1280, 800);
    std::unique_ptr<QDialog> dialog;
    QElapsedTimer clock;
    const auto report = [&] {
        const double ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        const int rows = dialog->findChild<QTableView *>()->model()->rowCount();
        QTextStream(stdout) << QJsonDocument(QJsonObject{{QStringLiteral("open"), ms}, {QStringLiteral("rows"), rows}})
                                   .toJson(QJsonDocument::Compact)
                            << '\n';
        QCoreApplication::quit();
    };
    const PaintWatcher first(&window, [&] {
        clock.start();
        dialog = isFloor ? openFloor(count) : tokens.open();
        new PaintWatcher(dialog->findChild<QTableView *>()->viewport(), report);
        dialog->show();
    });
    window.show();
    return QApplication::exec();
}
