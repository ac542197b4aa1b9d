// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/cachecommands.h"

#include "app/search/nameindex.h"
#include "app/session/knownobjects.h"
#include "app/store/workspacecache.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtCore/QLocale>
#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

namespace metascope {

namespace {
constexpr qsizetype longestName = 60; ///< in characters
}

CacheCommands::CacheCommands(MainWindow &window, WorkspaceCache &cache, KnownObjects &known, const NameIndex &names,
                             QObject *parent)
    : QObject(parent), m_window(window), m_cache(cache), m_known(known), m_names(names),
      m_clear(new QAction(tr("Clear Cac&he…"), this))
{
    m_clear->setObjectName(QStringLiteral("actionClearCache"));
    QMenu *file = window.menus().file;
    const auto actions = file->actions();
    file->insertAction(actions.value(actions.indexOf(window.explorer().actions().removeInstance) + 1), m_clear);
    connect(m_clear, &QAction::triggered, this, &CacheCommands::ask);
    connect(&window.explorer(), &ExplorerDock::currentNodeChanged, this, &CacheCommands::update);
    update();
}

std::optional<InstanceId> CacheCommands::instance() const
{
    const auto path = m_window.explorer().currentPath();
    return path ? std::optional(path->instance) : std::nullopt;
}

void CacheCommands::update()
{
    m_clear->setEnabled(instance().has_value());
}

void CacheCommands::ask()
{
    const auto instance = this->instance();
    if (!instance)
        return;
    m_scope.restart();
    const QString name = shortened(
        visibleName(m_names.object(NodePath::ofInstance(*instance).key()).value_or(NamedObject()).name), longestName);
    m_scope.await(m_cache.size(*instance), [this, instance = *instance, name](const Result<qint64> &size) {
        if (!size) {
            m_window.messages().showError(size.error());
            return;
        }
        auto *box = new QMessageBox(&m_window);
        box->setObjectName(QStringLiteral("clearCacheBox"));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setWindowTitle(tr("Clear Cache"));
        box->setTextFormat(Qt::PlainText);
        box->setText(tr("Forget what was kept of %1?").arg(name));
        const QString kept = m_cache.isInMemory(instance)
            ? tr("Names, descriptions and schemas as they were last read: %1 in memory, on no disk.")
            : tr("Names, descriptions and schemas as they were last read: %1 on this computer.");
        box->setInformativeText(tr("%1 Nothing changes at Xano; they are read again when you open the instance.")
                                    .arg(kept.arg(QLocale().formattedDataSize(*size))));
        QPushButton *clear = box->addButton(tr("Clear Cache"), QMessageBox::DestructiveRole);
        clear->setObjectName(QStringLiteral("confirmClearCache"));
        clear->setAccessibleName(clear->text());
        QPushButton *keep = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
        keep->setObjectName(QStringLiteral("keepCache"));
        keep->setAccessibleName(keep->text());
        box->setDefaultButton(keep);
        box->setEscapeButton(keep);
        connect(clear, &QPushButton::clicked, this, [this, instance, name] { this->clear(instance, name); });
        box->open();
    });
}

void CacheCommands::clear(const InstanceId &instance, const QString &name)
{
    const auto cleared = m_known.clear(instance);
    m_window.explorer().collapseIfEmpty(NodePath::ofInstance(instance).key());
    m_scope.await(cleared, [this, name](const Result<Done> &result) {
        if (result)
            m_window.showStatus(tr("What was kept of %1 is forgotten.").arg(name));
        else
            m_window.messages().showError(result.error());
    });
}

} // namespace metascope
