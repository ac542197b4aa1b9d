// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

#include <QtWidgets/QComboBox>

namespace metascope {

class IconProvider;

/// The types that a field can have: the API's own names in groups, and the two kinds of reference. A type that only the
/// server knows is added when it is shown.
class TypeBox final : public QComboBox {
    Q_OBJECT
public:
    /// `icons` must outlive it.
    explicit TypeBox(const IconProvider &icons, QWidget *parent = nullptr);

    void showField(const Field &field);

    /// Whether two fields stand for the same entry of the box.
    static bool isSameType(const Field &a, const Field &b);

Q_SIGNALS:
    /// A person's choice. A reference without a table yet has TableId(0); what the new type has no use for stays in the
    /// field, so that choosing the old type again is no change.
    void typeChosen(const QString &type, bool reference);

private:
    const IconProvider &m_icons;
};

/// `field` as a field of the chosen type.
Field withType(Field field, const QString &type, bool reference);

} // namespace metascope
