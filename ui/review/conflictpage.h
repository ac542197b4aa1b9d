// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemaconflict.h"

#include <QtWidgets/QWidget>

#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace metascope {

class IconProvider;
class MessageBar;
class Theme;

/// Shows what someone else has changed beside what is staged: theirs, as loaded, mine. A row per field; where both have
/// changed one, the person decides. Nothing is sent from here: the outcome is staged again on the new state of the server.
class ConflictPage final : public QWidget {
    Q_OBJECT
public:
    ConflictPage(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    void show(const ConflictInfo &conflict, const QString &tableName);

Q_SIGNALS:
    /// Everything is decided: `keepTheirs` names the fields whose staged change is given up.
    void resolved(const QStringList &keepTheirs);
    /// Back to editing on the old base; the same conflict will come again.
    void postponed();

private:
    struct Row {
        QString name;
        QComboBox *choice; ///< null where there is nothing to decide
    };
    void updateFoot();

    MessageBar *m_bar;
    QLabel *m_title;
    QWidget *m_table;
    QLabel *m_left;
    QPushButton *m_resolve;
    std::vector<Row> m_rows;
};

} // namespace metascope
