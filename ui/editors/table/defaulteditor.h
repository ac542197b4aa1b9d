// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

#include <QtWidgets/QWidget>

#include <optional>

class QComboBox;
class QLineEdit;

namespace metascope {

/// The default of a field: none, the empty text and a value are three visible states, and a value has the editor that its
/// type asks for. Keeps what was typed also where it does not fit the type; checkFieldOptions() says what is wrong.
class DefaultEditor final : public QWidget {
    Q_OBJECT
public:
    explicit DefaultEditor(QWidget *parent = nullptr);

    void showField(const Field &field);
    /// The first of its widgets, which carries the row's label.
    [[nodiscard]] QWidget *state() const;
    /// What is to be known about defaults of this type; empty where there is nothing.
    [[nodiscard]] static QString note(const Field &field);

Q_SIGNALS:
    void defaultEdited(const std::optional<metascope::RawJson> &value);

private:
    enum class State { None, Empty, Value };

    void fillChoices(const Field &field);
    void chooseState();
    void apply(const QString &text);
    [[nodiscard]] bool hasChoices() const;

    Field m_field;
    QStringList m_choices; ///< as offered; empty: free text
    QComboBox *m_state;
    QComboBox *m_choice;
    QLineEdit *m_text;
};

} // namespace metascope
