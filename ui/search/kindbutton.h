// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"

#include <QtWidgets/QToolButton>

namespace metascope {

class IconProvider;

/// A button with a menu of kinds, of which any number can be chosen; its text says which.
class KindButton final : public QToolButton {
    Q_OBJECT
public:
    explicit KindButton(const IconProvider &icons, QWidget *parent = nullptr);

    /// Empty: all.
    [[nodiscard]] QList<Kind> kinds() const;

Q_SIGNALS:
    void kindsChanged();

private:
    void choose();

    QMenu *m_menu;
};

} // namespace metascope
