// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"
#include "app/model/trafficmodel.h"

#include <QtWidgets/QDockWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace metascope {

class CallTable;
class EmptyState;
class ExchangePane;
class IconProvider;
class MessageBar;
class Theme;
class TrafficFilter;

/// The bottom dock "Network Log": every request of the open instances and its answer, as they were redacted. Looking sends
/// nothing.
class NetworkLogDock final : public QDockWidget {
    Q_OBJECT
public:
    /// The commands of the dock. The same objects stand in the menus of the window; owned by the dock.
    struct Actions {
        QAction *copyCurl;
        QAction *copyAddress;
        QAction *exportHar;
        QAction *pause; ///< checkable
        QAction *clear;
        [[nodiscard]] QList<QAction *> all() const { return {copyCurl, copyAddress, exportHar, pause, clear}; }
    };

    /// The collaborators must outlive the dock. `version` is what a file says of its maker.
    NetworkLogDock(TrafficModel &model, const Theme &theme, const IconProvider &icons, const QString &version,
                   QWidget *parent = nullptr);

    [[nodiscard]] const Actions &actions() const { return m_actions; }
    void focusFilter();

    /// Writes what the list shows to a file, on another thread; the bar tells the outcome.
    void exportTo(const QString &fileName, bool hasBodies);

Q_SIGNALS:
    /// For the status bar, for a moment.
    void statusMessage(const QString &text);

private:
    void makeActions();
    [[nodiscard]] QWidget *buildTools(const IconProvider &icons);
    void askToExport();
    void chooseFile(bool hasBodies);
    void exported(const QString &fileName, int count, const Result<Done> &result);
    void copyCurl();
    void copyAddress();
    void showMenu(const QPoint &position);
    void showPicked();
    void refresh();
    void refillInstances();
    [[nodiscard]] const TrafficEntry *picked() const;

    TrafficModel &m_model;
    TrafficFilter *m_filtered;
    QString m_version;
    Actions m_actions{};
    QLineEdit *m_filter;
    QComboBox *m_instance;
    QCheckBox *m_onlyFailed;
    QLabel *m_paused;
    MessageBar *m_bar;
    QStackedWidget *m_pages;
    QSplitter *m_splitter;
    CallTable *m_table;
    ExchangePane *m_exchange = nullptr; ///< made with the first entry that is picked
    EmptyState *m_empty;
};

} // namespace metascope
