// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QUrl>
#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QToolButton;

namespace metascope {

class HelpText;
class IconProvider;
class Theme;

/// The help: its pages at the left, the one that is read beside them. A window of its own beside whatever it explains. Reads
/// nothing but the pages that the program carries inside itself: no file, no network, no picture from elsewhere.
class HelpWindow final : public QWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the window.
    HelpWindow(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// A page by its name (`tokens`), at a heading if one is named (`tokens#when-it-ends`). A name that is none shows the
    /// first page.
    void showPage(const QString &name);

Q_SIGNALS:
    /// A link to an https address: to be opened in the person's browser.
    void openUrlRequested(const QUrl &url);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Place {
        QString page;
        int scroll = 0;
    };
    [[nodiscard]] QWidget *buildHead(const IconProvider &icons);
    void addShortcuts();
    void follow(const QUrl &link);
    void go(const QString &page, const QString &anchor);
    /// Steps through the places seen.
    void step(int by);
    void display(const QString &page);
    void find(bool backward);
    void pointAt(const QUrl &link);
    [[nodiscard]] Place here() const;

    QListWidget *m_list;
    HelpText *m_text;
    QToolButton *m_back = nullptr;
    QToolButton *m_forward = nullptr;
    QLineEdit *m_find;
    QLabel *m_told; ///< where a link leads, or why it is not followed
    QList<Place> m_places; ///< seen, oldest first
    qsizetype m_at = -1;
};

} // namespace metascope
