// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/workspace.h"

#include <QtCore/QTimeZone>
#include <QtWidgets/QWidget>

#include <functional>
#include <optional>

class QLabel;
class QSplitter;
class QScrollArea;
class QTabWidget;

namespace metascope {

class Badge;
class ElidedLabel;
class FactForm;
class FactTable;
class IconProvider;
class Theme;
struct CodePart;

/// One object for reading: its name, facts, inputs, and what of it is code. The same object again changes nothing that a
/// person did here: selection, scroll and the tab in front stay.
class FactsView final : public QWidget {
    Q_OBJECT
public:
    /// The name of a table, for the inputs that name a record of it; empty where it is not known.
    using TableName = std::function<QString(TableId)>;

    /// The collaborators must outlive the view.
    FactsView(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    void setHeading(const QString &name);
    /// A tab of its own before those of the code; becomes the view's. Only before the first show().
    void addTab(QWidget *page, const QString &title);
    void show(const ObjectSummary &object, const QTimeZone &zone, const TableName &tableName = {});
    /// Brings the XanoScript to the front and marks a line of it. No effect where there is none.
    void showLine(int line);
    using QWidget::show;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Gives the facts the room that they need, but no more than half, until a person says otherwise.
    void divide();
    void buildInputs();
    void buildTabs();
    void showInputs(const ObjectSummary &object, const TableName &tableName);
    void showCode(const QList<CodePart> &parts);

    const Theme &m_theme;
    const IconProvider &m_icons;
    ElidedLabel *m_heading;
    Badge *m_badge;
    FactForm *m_facts;
    QSplitter *m_splitter;
    QScrollArea *m_scroll;
    QLabel *m_inputTitle = nullptr; ///< made with the first inputs, like the next two
    QLabel *m_inputNote = nullptr;
    FactTable *m_inputs = nullptr;
    QTabWidget *m_tabs = nullptr; ///< made with the first code
    int m_ownTabs = 0; ///< of addTab()
    int m_divided = 0; ///< the height that divide() has given last
    bool m_isDragged = false;
};

} // namespace metascope
