// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/targetmark.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct MarkText {
    Q_DECLARE_TR_FUNCTIONS(metascope::TargetMark)
};

} // namespace

QString markColourName(MarkColour colour)
{
    switch (colour) {
    case MarkColour::Red: return MarkText::tr("Red");
    case MarkColour::Orange: return MarkText::tr("Orange");
    case MarkColour::Green: return MarkText::tr("Green");
    case MarkColour::Blue: return MarkText::tr("Blue");
    case MarkColour::Purple: return MarkText::tr("Purple");
    case MarkColour::Grey: return MarkText::tr("Grey");
    case MarkColour::None: break;
    }
    return MarkText::tr("None");
}

} // namespace metascope
