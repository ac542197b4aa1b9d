// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/domain/workspace.h"
#include "ui/editors/editor.h"

class QLabel;

namespace metascope {

class CodePane;
class ElidedLabel;
class FactForm;
class IconProvider;
class MessageBar;
class Theme;
class ThinProgress;

/// Read-only facts of an API group, endpoint, function or task, with its XanoScript.
class FactsPage final : public Editor {
    Q_OBJECT
public:
    /// The collaborators must outlive the page.
    FactsPage(const EditorRequest &request, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    void reload() override;

private:
    void show(const ObjectSummary &object);

    ReplyScope m_scope;
    ElidedLabel *m_heading;
    ThinProgress *m_progress;
    MessageBar *m_bar;
    FactForm *m_facts;
    QLabel *m_scriptTitle;
    CodePane *m_script;
};

} // namespace metascope
