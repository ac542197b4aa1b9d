// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"

#include <QtWidgets/QWidget>

class QLineEdit;
class QListWidget;
class QToolButton;

namespace metascope {

/// A list of texts, such as the values of an enum or the tags of a table: add one, paste many (one a line), edit, move and
/// remove. Double and empty ones are kept as they are: the form says so.
class ValuesEditor final : public QWidget {
    Q_OBJECT
public:
    /// What the texts are, in the names of the widgets and on screen.
    enum class Content { Values, Tags };

    /// `icons` must outlive it.
    explicit ValuesEditor(const IconProvider &icons, Content content = Content::Values, QWidget *parent = nullptr);

    void showValues(const QStringList &values);

    /// The values in a text of one a line (or separated by tabs), without the empty ones. Spaces around are left out.
    [[nodiscard]] static QStringList fromText(const QString &text);

Q_SIGNALS:
    void valuesEdited(const QStringList &values);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(Icon icon, const QString &text, const char *name, void (ValuesEditor::*run)());
    [[nodiscard]] QStringList values() const;
    void add(const QStringList &added);
    void addTyped();
    void removeSelected();
    void moveUp();
    void moveDown();
    void move(int by);
    void tell();
    void updateButtons();

    const IconProvider &m_icons;
    QListWidget *m_list;
    QLineEdit *m_new;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_remove = nullptr;
};

} // namespace metascope
