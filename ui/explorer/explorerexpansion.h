// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/model/lazytree.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <functional>
#include <optional>

namespace metascope {

class ExplorerProxy;
class ExplorerTree;

/// What is expanded in the explorer's tree: by a person, which reads old lists again; by the program, which points at a node or
/// brings a former state back and asks for nothing.
class ExplorerExpansion final : public QObject {
    Q_OBJECT
public:
    /// The collaborators must outlive it.
    ExplorerExpansion(LazyTree &model, ExplorerProxy &proxy, ExplorerTree &view, QObject *parent);

    /// As ExplorerDock::reveal(): what is not there yet is waited for.
    void reveal(const QString &key, bool expand);
    /// Goes on with the revealing, now that more is there.
    void follow();
    void stop() { m_revealKey.clear(); }
    /// As ExplorerDock::connected(); `current` is the node that the commands are about.
    void connected(const InstanceId &instance, bool isLimited, const std::optional<NodePath> &current);
    static constexpr int mostLists = 4;

    [[nodiscard]] QStringList keys() const;
    void expandKnown(const QStringList &keys);
    [[nodiscard]] QString topKey() const;
    void showKnown(const QString &current, const QString &top);

private:
    void expandedByPerson(const QModelIndex &index);
    void eachExpanded(const QModelIndex &parent, const std::function<void(const QModelIndex &)> &visit) const;

    LazyTree &m_model;
    ExplorerProxy &m_proxy;
    ExplorerTree &m_view;
    QString m_revealKey;
    bool m_revealExpand = false;
    bool m_isPointing = false; ///< what is expanded now is expanded by no person, and asks for nothing
};

} // namespace metascope
