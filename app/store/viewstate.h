// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "app/base/rawjson.h"

#include <QtCore/QDateTime>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

namespace metascope {

/// How the window was left, by the keys of the explorer's nodes (which begin with their instance).
struct ViewContent {
    struct Visit {
        QString key;
        QDateTime when; ///< UTC
        bool operator==(const Visit &) const = default;
    };
    struct Tab {
        QString key; ///< of an object
        QString name; ///< as it was last known
        bool isPinned = true;
        QString workspace; ///< the name of its workspace, as it was last known
        QString branch; ///< that it was opened in; empty: not known
        QString dataSource;
        bool operator==(const Tab &) const = default;
    };
    /// What of a workspace is read and written where nothing else is said.
    struct Choice {
        QString key; ///< of a workspace
        QString branch; ///< empty: the live one
        QString dataSource; ///< the same
        bool operator==(const Choice &) const = default;
    };
    QStringList expanded; ///< parents before their children
    QString current; ///< the explorer's current node
    QString top; ///< the node at the explorer's upper edge
    QStringList pins; ///< in the order in which they were pinned
    QList<Visit> visits; ///< latest first
    QList<Tab> tabs; ///< from left to right
    QString active; ///< of the tabs
    QList<Tab> closed; ///< latest first
    QList<Choice> choices; ///< latest first
    bool operator==(const ViewContent &) const = default;
};

/// How the window was left, in one file of its own (0600, written as a whole or not at all) a moment after a change. Holds
/// nothing secret, and a lost file costs nothing but convenience: what cannot be understood is set aside without a word.
/// GUI thread.
class ViewState final : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype mostExpanded = 2000;
    static constexpr qsizetype mostVisits = 100;
    static constexpr qsizetype mostTabs = 100;
    static constexpr qsizetype mostClosed = 20;
    static constexpr qsizetype mostChoices = 200;

    /// Reads the file. An empty `file` keeps it in memory alone; so does a file of a newer version, which stays as it is.
    explicit ViewState(QString file, QObject *parent = nullptr);
    ~ViewState() override;

    [[nodiscard]] const ViewContent &content() const { return m_content; }
    /// More than is kept of anything is dropped at the end of its list.
    void set(ViewContent content);
    /// Forgets everything of an instance.
    void forget(const InstanceId &instance);
    /// Writes now what is waiting to be written.
    void flush();

private:
    void load();
    void setAside();

    QString m_file;
    RawJson m_raw; ///< the file's: members of other versions stay
    ViewContent m_content;
    QTimer m_writing;
};

} // namespace metascope
