// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/palettecontent.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace metascope {

class Theme;

/// Go to Anything: an edit over a list of what matches, at the top of the window. Stays within the window (a window of its
/// own could not be placed under Wayland) and closes when the focus leaves it or a person clicks beside it. Opens nothing itself.
class Palette final : public QDialog {
    Q_OBJECT
public:
    /// All of it must outlive the palette.
    struct Parts {
        NameIndex &index;
        const Theme &theme;
        const IconProvider &icons;
        const QMenuBar &menus; ///< whose commands `>` offers
    };

    /// `window` is what it lies over and belongs to.
    Palette(const Parts &parts, QWidget *window);
    ~Palette() override;

    /// Shows it, empty and with the focus; selects what is typed if it is there already.
    void open() override;
    /// Shows it with `text` typed, such as ">".
    void openWith(const QString &text);
    /// What is not searched because it is not loaded, for people: "functions of shop", one per entry. Empty hides the line.
    void setNotLoaded(const QStringList &words);
    /// Which instances are not open, as a sentence without its full stop; empty where all are.
    void setNotOpen(const QString &words);

    void done(int result) override;

Q_SIGNALS:
    /// About to be shown: the time to tell what is not loaded.
    void aboutToOpen();
    /// A person chose an object; the palette is closed and the focus is where it was.
    void opened(const QString &key, bool newTab);
    /// A person wants what is not loaded. The palette stays and shows what arrives.
    void loadRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void refresh();
    void place();
    void focusMoved(const QWidget *now);
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] bool isOwnKey(int key, Qt::KeyboardModifiers modifiers) const;
    void moveBy(int rows);
    void setCurrent(int row);
    void activate(int row, bool newTab);
    void updateNotLoaded();
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int shownRows() const;

    const Theme &m_theme;
    const QMenuBar &m_menus;
    PaletteContent m_content;
    PaletteModel *m_model;
    QLineEdit *m_edit;
    QListView *m_list;
    QLabel *m_status;
    QLabel *m_notLoaded;
    QPushButton *m_load;
    bool m_isOpen = false;
    QStringList m_notLoadedWords;
    QString m_notOpenWords;
    QPointer<QWidget> m_focusBefore;
    QTimer m_refresh; ///< draws together what arrives while it is open
};

} // namespace metascope
