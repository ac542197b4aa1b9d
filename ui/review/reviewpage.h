// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/target.h"
#include "app/edit/applyrunner.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <functional>
#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace metascope {

class Badge;
class IconProvider;
class MessageBar;
class Theme;

/// What a review is about.
struct ReviewSubject {
    ApplyPlan plan;
    Target target;
    TableId table;
    QString tableName;
    QDateTime readAt; ///< when the base was read; local time
    bool readOnly = false; ///< the workspace is not written to
    QString doubt; ///< why the token will probably be refused; empty where nothing is known against it
};

/// A page that shows each step of a plan before it is sent: what happens, what is sent, and apart from them what cannot be
/// undone. Then it follows the steps. It sends nothing itself.
class ReviewPage final : public QWidget {
    Q_OBJECT
public:
    ReviewPage(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    void show(const ReviewSubject &subject);
    /// The guard level of what is shown has changed; no effect once it is being applied.
    void setReadOnly(bool readOnly);
    /// Follows a runner until it is over; `untilNext` tells how long a rate limit still holds.
    void follow(ApplyRunner *runner, std::function<std::chrono::milliseconds()> untilNext);

Q_SIGNALS:
    void cancelled();
    void applyRequested();
    void resumeRequested();
    void abortRequested();
    /// A new review of what was not done, after a plan that did not get to its end.
    void retryRequested();
    /// What was done is to be staged as its inverse.
    void inverseRequested();
    /// The person has seen the outcome.
    void closed();

private:
    struct Step {
        QLabel *state;
        QLabel *note;
    };
    void addStep(QVBoxLayout *list, qsizetype number, const PlanStep &step);
    void addConfirmation(QVBoxLayout *list, const QString &name);
    void showStep(qsizetype step);
    void showState();
    void showEnd();
    void guardStop();
    void setContinue(const QString &text);
    void updateApply();
    void showCaution();
    void tick();

    const Theme &m_theme;
    const IconProvider &m_icons;
    ReviewSubject m_subject;
    ApplyRunner *m_runner = nullptr;
    std::function<std::chrono::milliseconds()> m_untilNext;
    QTimer m_countdown;
    QTimer m_stopGuard; ///< while it runs Stop takes no click
    std::vector<Step> m_steps;
    std::vector<std::pair<QLineEdit *, QString>> m_confirmations;
    QLabel *m_title;
    QLabel *m_targetText;
    Badge *m_live;
    MessageBar *m_bar;
    QWidget *m_happens;
    QLabel *m_readAt;
    QPlainTextEdit *m_sent;
    QPushButton *m_cancel;
    QPushButton *m_apply;
    QPushButton *m_stop;
    QPushButton *m_continue;
    QPushButton *m_retry;
    QPushButton *m_inverse;
    QPushButton *m_close;
};

} // namespace metascope
