// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/targetmark.h"

#include <QtWidgets/QDialog>

class QComboBox;

namespace metascope {

class Badge;
class Theme;

/// Asks for the colour and the tag of an instance or a workspace. Without a tag there is no mark: a colour alone would say
/// nothing to who cannot see it.
class MarkDialog final : public QDialog {
    Q_OBJECT
public:
    /// `name` is what the mark is for.
    MarkDialog(const QString &name, const TargetMark &mark, const Theme &theme, QWidget *parent);

Q_SIGNALS:
    void chosen(const metascope::TargetMark &mark);

private:
    [[nodiscard]] TargetMark mark() const;
    void suggestColour();
    void refresh();

    QComboBox *m_tag;
    QComboBox *m_colour;
    Badge *m_preview;
    bool m_isColourChosen; ///< by the person: a word no longer suggests one
};

} // namespace metascope
