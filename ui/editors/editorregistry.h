// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/editor.h"

#include <functional>
#include <map>

namespace metascope {

/// Which editor opens an object of which kind. Filled by main(); the factories hold what the editors need.
class EditorRegistry final {
public:
    /// Makes an editor with that parent as its owner.
    using Factory = std::function<Editor *(const EditorRequest &, QWidget *parent)>;

    void add(Kind kind, Factory factory) { m_factories[kind] = std::move(factory); }
    [[nodiscard]] bool handles(Kind kind) const { return m_factories.contains(kind); }
    /// Null for a kind without an editor.
    [[nodiscard]] Editor *create(Kind kind, const EditorRequest &request, QWidget *parent) const
    {
        const auto found = m_factories.find(kind);
        return found == m_factories.end() ? nullptr : found->second(request, parent);
    }

private:
    std::map<Kind, Factory> m_factories;
};

} // namespace metascope
