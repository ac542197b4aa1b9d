// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/search/nameindex.h"

#include <QtCore/QAbstractItemModel>

#include <vector>

namespace metascope {

/// What a filter leaves of the explorer: the objects that match, out of all that are known, each below its parents. Built anew
/// with each change of the filter or of what is known. Answers the roles of LazyTree; GUI thread.
class FilteredTree final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        SpansRole = Qt::UserRole + 300, ///< QVariantList of QPoint(start, length): the characters that the pattern met
        MatchRole, ///< bool: matches itself, and does not only hold matches
    };

    /// `index` outlives it.
    explicit FilteredTree(NameIndex &index, QObject *parent = nullptr);

    /// Shows what matches. Nothing is shown before the first call and after clear().
    void setFilter(const QString &pattern, const NameScope &scope);
    void clear();
    /// Within a kind, objects stand below their tags; one with several stands below each.
    void setGroupedByTag(bool isGrouped);

    /// How many objects match, each counted once.
    [[nodiscard]] int matches() const { return m_matches; }
    /// The match before or after `from` in the order of the tree, going round; the first or last for an invalid index. Invalid
    /// where nothing matches.
    [[nodiscard]] QModelIndex nextMatch(const QModelIndex &from, bool isForward) const;
    [[nodiscard]] QModelIndex indexOf(const QString &key) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// What is shown is another, because of the filter or because more is known.
    void rebuilt();

private:
    /// A node that no object stands for: a group, a section, a tag; or a parent that is not known by name.
    struct Label {
        QString key;
        QString name;
        Kind kind = Kind::Instance;
        bool isGroup = true;
    };
    struct Node {
        int object = -1; ///< row in the index, or
        int label = -1; ///< in m_labels
        int parent = 0;
        int position = 0; ///< among its parent's children
        bool isMatch = false;
        std::vector<int> children;
    };

    void scheduleRebuild();
    void rebuild();
    void build();
    void place(int object);
    int append(int parent, Node node);
    int container(const QString &key);
    int tagNode(int group, const QString &tag);
    void sortGroups();
    [[nodiscard]] const NamedObject *objectOf(const Node &node) const;
    [[nodiscard]] QString keyOf(const Node &node) const;
    [[nodiscard]] int nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(int node) const;
    [[nodiscard]] int matchesBelow(const Node &node) const;

    NameIndex &m_index;
    FuzzyPattern m_pattern;
    NameScope m_scope;
    bool m_isActive = false;
    bool m_isGroupedByTag = false;
    bool m_isScheduled = false;
    int m_matches = 0;
    std::vector<Node> m_nodes; ///< the first is the invisible root
    std::vector<Label> m_labels;
    QHash<QString, int> m_containers; ///< nodes that have children, by key
    QString m_lastParentKey; ///< of the object placed last: most lists come in a row
    int m_lastParent = 0;
};

} // namespace metascope
