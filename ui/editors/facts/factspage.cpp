// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factspage.h"

#include "app/session/objectreads.h"
#include "ui/editors/code/codepane.h"
#include "ui/editors/facts/factform.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/thinprogress.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace metascope {

FactsPage::FactsPage(const EditorRequest &request, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : Editor(request, parent), m_heading(new ElidedLabel(this)), m_progress(new ThinProgress(theme, this)),
      m_bar(new MessageBar(theme, icons, this)), m_facts(new FactForm(this)),
      m_scriptTitle(new QLabel(tr("XanoScript"), this)),
      m_script(new CodePane(m_scriptTitle->text(), theme, icons, this))
{
    setObjectName(QStringLiteral("factsPage"));
    m_heading->setFont(Theme::titleFont(font()));
    m_heading->setText(request.name);

    m_scriptTitle->setBuddy(m_script);
    m_script->hide();
    m_scriptTitle->hide();

    auto *body = new QVBoxLayout;
    body->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    body->setSpacing(spacing::edge);
    body->addWidget(m_heading);
    body->addWidget(m_facts);
    body->addWidget(m_scriptTitle);
    body->addWidget(m_script, 1);
    body->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_progress);
    layout->addWidget(m_bar);
    layout->addLayout(body, 1);
    setFocusProxy(m_script);
    reload();
}

void FactsPage::reload()
{
    const EditorRequest &wanted = request();
    if (!wanted.session || !wanted.path.workspace || !wanted.path.kind || !wanted.path.isObject())
        return;
    m_scope.restart();
    m_bar->dismiss();
    m_progress->setRunning(true);
    const ObjectPlace place{*wanted.path.workspace, wanted.target.branch, wanted.path.group};
    m_scope.await(readObject(*wanted.session, *wanted.path.kind, place, wanted.path.object),
                  [this](const Result<ObjectSummary> &result) {
                      m_progress->setRunning(false);
                      if (result) {
                          show(*result);
                          return;
                      }
                      m_bar->showError(result.error());
                      QPushButton *retry = m_bar->addButton(tr("Retry"));
                      connect(retry, &QPushButton::clicked, this, &FactsPage::reload);
                  });
}

void FactsPage::show(const ObjectSummary &object)
{
    m_heading->setText(object.name);
    m_facts->setFacts(FactList::of(object));
    m_script->setText(object.xanoScript);
    m_script->setVisible(!object.xanoScript.isEmpty());
    m_scriptTitle->setVisible(!object.xanoScript.isEmpty());
    Q_EMIT statusMessage(tr("Read %1").arg(object.name));
}

} // namespace metascope
