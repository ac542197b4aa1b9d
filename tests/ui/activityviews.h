// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/activitymodel.h"
#include "app/model/trafficmodel.h"
#include "tests/api/stubserver.h"
#include "tests/ui/look.h"
#include "ui/activity/activitydock.h"
#include "ui/activity/networklogdock.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace metascope::test {

/// Both docks in a window, and what they show.
class ActivityViews final : public Look {
public:
    explicit ActivityViews(StubServer::Answer answer = [](const StubRequest &) { return stubAnswer("[]"); })
        : server(std::move(answer)), session(server.url()),
          log(new NetworkLogDock(traffic, theme, icons, QStringLiteral("1.2.3"), &window)),
          activityDock(new ActivityDock(activity, theme, &window))
    {
        window.addDockWidget(Qt::BottomDockWidgetArea, log);
        window.addDockWidget(Qt::BottomDockWidgetArea, activityDock);
        window.resize(1400, 500);
        window.show();
    }
    void watch()
    {
        activity.watch(lone, QStringLiteral("Lone"), session->client());
        traffic.watch(lone, QStringLiteral("Lone"), session->client().traffic());
    }
    /// An exchange that no server saw.
    quint64 add(const QByteArray &method, const QString &path, int status, const QByteArray &body = "[]",
                std::optional<ErrorKind> error = {})
    {
        TrafficEntry entry;
        entry.method = method;
        entry.url = QUrl(QStringLiteral("https://lone.example/api:meta") + path);
        entry.requestHeaders = {{"Authorization", "Bearer x"}, {"Accept", "application/json"}};
        entry.requestBody = method == "GET" ? QByteArray() : body;
        TrafficLog &from = session->client().traffic();
        const quint64 number = from.begin(entry, Redactor(nullptr, {}));
        from.finish(number, status, {{"Content-Type", "application/json"}}, body, error, Redactor(nullptr, {}));
        return number;
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return part<Widget>(window, name);
    }
    [[nodiscard]] QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    [[nodiscard]] QTableView *table() const { return find<QTableView>("networkLog"); }
    [[nodiscard]] QTableView *calls() const { return find<QTableView>("activity"); }
    void pick(int row) const { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    [[nodiscard]] QString text(const char *name) const { return find<QPlainTextEdit>(name)->toPlainText(); }
    [[nodiscard]] QString sentence(const QWidget *dock) const
    {
        const auto *label = dock->findChild<QLabel *>(QStringLiteral("emptySentence"));
        return label->isVisible() ? label->text() : QString();
    }

    InstanceId lone{QStringLiteral("lone")};
    StubServer server;
    LoneSession session;
    TrafficModel traffic;
    ActivityModel activity;
    QMainWindow window;
    NetworkLogDock *log;
    ActivityDock *activityDock;
};

} // namespace metascope::test
