// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QtWidgets/QFrame>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace metascope {

class IconProvider;
class Theme;

/// An inline bar that tells what happened, why and what to do, with buttons for it. Hidden until it has a message.
/// To assistive technology it is a notification (info) or an alert (warning, error) whose name is the whole text, which
/// begins with its kind. All texts are plain text.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Info, Warning, Error };
    Q_ENUM(Kind)

    /// `theme` and `icons` must outlive the bar.
    MessageBar(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// Shows `text` (without its kind, which the bar puts before it); `details` fold out below. Earlier buttons go away.
    void showMessage(Kind kind, const QString &text, const QString &details = {});
    /// describe(error), with the call, status and code as the details.
    void showError(const Error &error);
    /// What is shown is of another time (in words), since that error keeps it from being read anew.
    void showOld(const QString &moment, const Error &error);
    /// Adds a button to the present message; its accessible name is its text. Owned by the bar.
    QPushButton *addButton(const QString &text);
    /// Whether the person can close the bar. Off by default.
    void setClosable(bool closable);
    /// Puts the buttons below the text, for narrow places. Off by default.
    void setStacked(bool stacked);
    void dismiss();

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// With its kind, as shown.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();
    /// Makes the details when there are some for the first time: most bars never have any, and a text edit is dear.
    void showDetails(const QString &details);

    const Theme &m_theme;
    const IconProvider &m_icons;
    Kind m_kind = Kind::Info;
    QLabel *m_icon;
    QLabel *m_text;
    QGridLayout *m_layout;
    QHBoxLayout *m_buttons;
    QToolButton *m_detailsToggle;
    QToolButton *m_close;
    QPlainTextEdit *m_details = nullptr;
};

} // namespace metascope
