// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/editor.h"

namespace metascope {

Editor::Editor(EditorRequest request, QWidget *parent)
    : QWidget(parent), m_request(std::move(request)), m_title(m_request.name)
{}

void Editor::setProblem(const Error &problem)
{
    m_request.problem = problem;
    problemChanged();
}

void Editor::setTitle(const QString &title)
{
    if (m_title == title)
        return;
    m_title = title;
    Q_EMIT titleChanged();
}

} // namespace metascope
