// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/filterquery.h"

#include <QtWidgets/QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace metascope {

class ElidedLabel;
class IconProvider;

/// The edit above the explorer, with a menu of what can be filtered by, and under it what came of it: how many match, and
/// what could not be looked at because it is not loaded.
class ExplorerFilter final : public QWidget {
    Q_OBJECT
public:
    explicit ExplorerFilter(const IconProvider &icons, QWidget *parent = nullptr);

    [[nodiscard]] FilterQuery query() const;
    void clear();
    /// Puts the focus into the edit.
    void focus();
    /// `matches` of all that is known; `notLoaded` in words, one per entry; `notOpen` in words. Shown while something is
    /// filtered.
    void showOutcome(int matches, qsizetype known, const QStringList &notLoaded, const QString &notOpen);
    /// The menu, for more of what changes how the tree is shown; owned by this.
    [[nodiscard]] QMenu &menu() const { return *m_menu; }

Q_SIGNALS:
    void queryChanged();
    /// Enter or the down key: on to the tree.
    void left();
    void loadRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fillMenu();

    QLineEdit *m_edit;
    QToolButton *m_options;
    QMenu *m_menu;
    QLabel *m_count;
    QLabel *m_notLoaded;
    QPushButton *m_load;
    ElidedLabel *m_notOpen;
};

} // namespace metascope
