// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

#include <QtWidgets/QWidget>

#include <optional>

class QGridLayout;
class QLabel;

namespace metascope {

/// The validators that the API's documents list for a field's type, each with an editor for its argument; those that they
/// do not list are shown as they stand, and kept.
class ValidatorsEditor final : public QWidget {
    Q_OBJECT
public:
    explicit ValidatorsEditor(QWidget *parent = nullptr);

    void showField(const Field &field);
    /// Whether there is anything to show for a field.
    [[nodiscard]] static bool hasAny(const Field &field);

Q_SIGNALS:
    /// Nothing: the validator is taken out.
    void validatorEdited(const QString &name, const std::optional<metascope::RawJson> &value);

private:
    void rebuild(const QString &type);
    void toggled(const QString &name, bool on);

    Field m_field;
    QString m_type; ///< whose rows stand there
    QWidget *m_rows = nullptr;
    QLabel *m_others;
};

} // namespace metascope
