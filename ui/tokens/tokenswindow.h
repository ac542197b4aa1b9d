// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/model/tokenmodel.h"
#include "app/session/tokenkeeper.h"
#include "ui/tokens/tokenactions.h"

#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtWidgets/QDialog>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace metascope {

class IconProvider;
class MessageBar;
class SecretClipboard;
class Theme;
class ThinProgress;
class TokenDetail;
class TokenReveal;

/// The stored tokens of all instances, what is known about each, and what can be done to it. Looking sends nothing and
/// reads no store. One action at a time; closing the window aborts it and takes away what is revealed.
class TokensWindow final : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        InstanceRegistry &registry;
        RightsBook &rights;
        Sessions &sessions;
        TokenKeeper &keeper;
        SecretClipboard &clipboard; ///< outlives the window by as long as it keeps something
        const Theme &theme;
        const IconProvider &icons;
        std::function<QDateTime()> now = &QDateTime::currentDateTimeUtc;
        /// Whether changes of an instance are being applied: its token must not go then.
        std::function<bool(const InstanceId &)> isWriting = [](const InstanceId &) { return false; };
    };

    /// All parts outlive the window.
    explicit TokensWindow(const Parts &parts, QWidget *parent = nullptr);

    /// Picks the token of that instance.
    void pick(const InstanceId &instance);
    void done(int result) override;

Q_SIGNALS:
    /// To be opened in the person's browser.
    void openUrlRequested(const QUrl &url);
    /// There is no token yet, and the person wants to connect.
    void connectRequested();
    /// The person wants to read how tokens are kept.
    void helpRequested();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Action = TokenActions::Action;
    using Again = void (TokensWindow::*)();
    void buildTable();
    [[nodiscard]] QWidget *buildLower();
    [[nodiscard]] QLayout *buildFoot();
    [[nodiscard]] TokenUse useOf(const InstanceId &instance) const;
    [[nodiscard]] std::optional<InstanceEntry> picked() const;
    /// Why an action is impossible; empty: it is possible.
    [[nodiscard]] QString reasonAgainst(Action action) const;
    void refresh();

    void run(Action action);
    void test();
    void replace();
    void rename();
    void copy();
    void reveal();
    void checkScopes();
    void askToRemove();
    void remove(const InstanceId &instance);
    void removed(const InstanceId &instance, const QString &name, const Result<Done> &result);
    void openPage();
    void setEnd();
    void askToStopTrusting();
    void setTrusted(const InstanceId &instance, const QByteArray &sha256);
    void edit(const InstanceId &instance, const std::function<void(TokenFacts &)> &change);

    /// Waits for `reply` as the one action under way; errors are shown, with a Retry that does `again` for that
    /// instance.
    template <typename T>
    void await(const QString &what, const InstanceId &instance, const Reply<T> &reply,
               std::function<void(const T &)> done, Again again);
    void setRunning(const QString &what);
    void cancel();
    void say(const QString &text);
    [[nodiscard]] static QString writingText();

    Parts m_parts;
    TokenModel *m_model;
    TokenOrder *m_order;
    QStackedWidget *m_pages;
    QSplitter *m_splitter;
    MessageBar *m_bar;
    ThinProgress *m_progress;
    QTableView *m_table;
    TokenActions *m_actions;
    TokenReveal *m_reveal;
    TokenDetail *m_detail;
    QLabel *m_runningLabel;
    QPushButton *m_cancel;
    QString m_running; ///< what is under way, for people; empty: nothing
    QString m_copied; ///< what the bar says about the clipboard
    QString m_revealed; ///< the id of the token that is shown
    std::function<void()> m_giveUpRemoval; ///< while a removal is under way that can still be given up
    quint64 m_removal = 0; ///< the one whose end the window waits for; 0: none
    quint64 m_lastRemoval = 0;
    bool m_isStale = false; ///< it was hidden since times were told
    QTimer m_ticks;
    ReplyScope m_scope;
};

} // namespace metascope
