// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/plugin/codeviewplugin.h"

#include "ui/editors/code/plugin/scintillaview.h"

namespace metascope {

CodeView *CodeViewPlugin::create(QWidget *parent)
{
    return new ScintillaView(parent);
}

} // namespace metascope
