// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/editor.h"

#include <functional>

namespace metascope {

class EmptyState;

/// What stands in a tab that was brought back from the last run, until a person asks for what was in it: a start sends
/// nothing. Its request has no session.
class RestoredTab final : public Editor {
    Q_OBJECT
public:
    using IsOpen = std::function<bool(const InstanceId &)>;

    /// `isOpen` says whether something of an instance can be read without asking for its token.
    RestoredTab(EditorRequest request, IsOpen isOpen, QWidget *parent = nullptr);

    [[nodiscard]] bool canLoad() const { return m_isOpen && m_isOpen(request().path.instance); }
    void guardChanged() override { update(); }
    void reload() override { Q_EMIT loadRequested(); }
    [[nodiscard]] bool isStandIn() const override { return true; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void update();

    IsOpen m_isOpen;
    EmptyState *m_state;
};

} // namespace metascope
