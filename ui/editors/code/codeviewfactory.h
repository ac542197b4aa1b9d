// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codeview.h"

#include <QtCore/QtPlugin>

namespace metascope {

/// The one thing that the plugin with the code editor offers. It is a plugin because the editor's library is heavy and a
/// start must not pay for it.
class CodeViewFactory {
public:
    virtual ~CodeViewFactory() = default;
    /// Never null; see CodeView for who deletes it.
    virtual CodeView *create(QWidget *parent) = 0;
};

} // namespace metascope

// The version changes with CodeView or CodeLook: an old plugin beside a new program must not be loaded.
#define METASCOPE_CODEVIEW_IID "dev.metascope.CodeViewFactory/1"
Q_DECLARE_INTERFACE(metascope::CodeViewFactory, METASCOPE_CODEVIEW_IID)
