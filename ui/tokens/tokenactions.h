// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <functional>
#include <map>

class QPushButton;

namespace metascope {

/// The buttons for what can be done to the picked token. One that is impossible says why.
class TokenActions final : public QWidget {
    Q_OBJECT
public:
    enum class Action { Test, Replace, Rename, Copy, Reveal, CheckScopes, Remove, OpenPage };
    Q_ENUM(Action)

    explicit TokenActions(QWidget *parent = nullptr);

    /// `reasonOf` gives the reason why an action is impossible; empty: it is possible.
    void setReasons(const std::function<QString(Action)> &reasonOf);
    [[nodiscard]] bool isPossible(Action action) const;

Q_SIGNALS:
    void triggered(metascope::TokenActions::Action action);

private:
    std::map<Action, QPushButton *> m_buttons;
};

} // namespace metascope
