// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codeviewfactory.h"

#include <QtCore/QObject>

namespace metascope {

class CodeViewPlugin final : public QObject, public CodeViewFactory {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID METASCOPE_CODEVIEW_IID)
    Q_INTERFACES(metascope::CodeViewFactory)
public:
    CodeView *create(QWidget *parent) override;
};

} // namespace metascope
