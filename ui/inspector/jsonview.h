// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <optional>

class QAction;
class QLabel;
class QLineEdit;
class QTabWidget;
class QToolButton;
class QTreeView;

namespace metascope {

class CodePane;
class IconProvider;
class JsonTreeModel;
class Theme;

/// JSON as it was sent, as a tree and as text. Find looks through keys and values in the tree, and through everything in
/// the text. What a tab needs is made when it is shown.
class JsonView final : public QWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the view.
    JsonView(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);
    ~JsonView() override;

    /// The same JSON again changes nothing: what is expanded stays so.
    void setJson(const RawJson &json);
    /// A text that may be no JSON, or nested deeper than can be shown: it is then shown as it is, with the reason.
    void setSource(const QByteArray &text);
    [[nodiscard]] JsonTreeModel &model() const { return *m_model; }

private:
    enum Tab { TreeTab, TextTab };

    QWidget *buildFind(const IconProvider &icons);
    QWidget *buildTree();
    QAction *addCommand(const QString &text, const char *name, QKeySequence keys);
    void showText();
    void find();
    void step(int by);
    void pointAt(qsizetype hit);
    void showCount(qsizetype current, qsizetype count);
    void loadMore();
    void fitColumns();
    void updateCommands();
    void tell(const QString &sentence);

    const Theme &m_theme;
    const IconProvider &m_icons;
    JsonTreeModel *m_model;
    QLineEdit *m_find;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QLabel *m_count;
    QLabel *m_note;
    QTabWidget *m_tabs;
    QTreeView *m_tree;
    QWidget *m_textPage;
    CodePane *m_text = nullptr; ///< made with the text tab
    QAction *m_copyPath;
    QAction *m_copyValue;
    QTimer m_typing; ///< a long text is not searched with each key
    std::optional<QByteArray> m_source; ///< what is shown where it is no JSON
    bool m_textIsOld = true;
    QList<qsizetype> m_hits;
    qsizetype m_hit = -1;
};

} // namespace metascope
