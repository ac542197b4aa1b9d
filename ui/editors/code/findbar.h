// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codefind.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace metascope {

class IconProvider;

/// What is looked for in a code pane, and how many there are. It finds nothing itself.
class FindBar final : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(const IconProvider &icons, QWidget *parent = nullptr);

    [[nodiscard]] QString wanted() const;
    [[nodiscard]] FindOptions options() const;
    /// Takes the focus; a text of one line replaces what was looked for.
    void begin(const QString &text);
    /// `current` from 1, 0 where there is none.
    void setCount(qsizetype current, qsizetype count);

Q_SIGNALS:
    void changed();
    void stepRequested(int by);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_edit;
    QLabel *m_count;
    QToolButton *m_previous;
    QToolButton *m_next;
    QCheckBox *m_case;
    QCheckBox *m_word;
};

/// "3 of 17", or what there is to say instead.
QString findCountText(qsizetype current, qsizetype count, bool isSearching);

} // namespace metascope
