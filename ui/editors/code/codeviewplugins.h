// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace metascope {

class CodeViewFactory;

/// Where the plugin with the code editor lies beside this program, in a build folder as where it is installed.
QString codeViewPluginFile();
/// The plugin in that file, loaded when it was not yet; null where it cannot be, with the reason in `why`. Qt keeps it.
CodeViewFactory *loadCodeViews(const QString &file, QString &why);

} // namespace metascope
