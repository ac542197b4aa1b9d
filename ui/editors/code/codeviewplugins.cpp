// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/codeviewplugins.h"

#include "ui/editors/code/codeviewfactory.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QPluginLoader>

namespace metascope {

QString codeViewPluginFile()
{
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/../lib/metascope"));
#if defined(Q_OS_WIN)
    const auto name = QStringLiteral("metascope_codeview.dll");
#else
    const auto name = QStringLiteral("libmetascope_codeview.so"); // modules are called so on macOS, too
#endif
    return QDir::cleanPath(folder.absoluteFilePath(name));
}

CodeViewFactory *loadCodeViews(const QString &file, QString &why)
{
    QPluginLoader loader(file);
    auto *factory = qobject_cast<CodeViewFactory *>(loader.instance());
    if (!factory)
        why = loader.errorString();
    return factory;
}

} // namespace metascope
