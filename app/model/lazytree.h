// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"
#include "app/api/replyscope.h"
#include "app/domain/kind.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace metascope {

/// One node of a lazy tree, as its source describes it.
struct TreeItem {
    QString key; ///< unique in the whole tree, stable over refreshes; a child's begins with its parent's and a slash
    Kind kind = Kind::Instance;
    bool isGroup = false; ///< stands for all objects of `kind`
    QString name; ///< the bare name: counts, badges and marks are the delegate's
    QString detail; ///< more lines for the tooltip
    bool mayHaveChildren = false;
    bool isCounted = false; ///< how many children it has says something: it holds all objects of a kind
    QString id; ///< what the server calls it by: a number or a label; empty for groups
    QStringList tags;
    std::optional<QDateTime> createdAt; ///< UTC
    std::optional<QDateTime> updatedAt; ///< UTC
    bool operator==(const TreeItem &) const = default;
};

/// Where a lazy tree gets the children of a node from.
class TreeSource {
public:
    virtual ~TreeSource() = default;
    virtual Reply<QList<TreeItem>> children(const TreeItem &parent) = 0;
    /// Whether children that were read at another time may be fetched again without asking a person.
    [[nodiscard]] virtual bool isConnected(const TreeItem &parent) const
    {
        Q_UNUSED(parent)
        return true;
    }
    /// Whether the error says that there is no such list here (the plan, the engine or the token has none), which is a state
    /// of things and nothing to be retried.
    [[nodiscard]] virtual bool isAbsence(const TreeItem &parent, const Error &error) const
    {
        Q_UNUSED(parent)
        Q_UNUSED(error)
        return false;
    }
};

/// A tree whose nodes are fetched when they are expanded. A refresh is a diff by key: persistent indexes, and with them
/// expansion, selection and scroll, survive. Nothing is fetched by itself after an error.
class LazyTree final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum class State { NotLoaded, Loading, Loaded, Failed, Absent };
    Q_ENUM(State)

    enum Role {
        KeyRole = Qt::UserRole + 100, ///< QString
        KindRole, ///< int, a Kind
        IsGroupRole, ///< bool
        StateRole, ///< State
        ErrorRole, ///< QString, what went wrong and what to do; empty unless Failed
        CountRole, ///< int; invalid unless a group or container is loaded
        NewsRole, ///< int, a News
        ReadAtRole, ///< QDateTime, when the children were read, where that was in another run; else invalid
        IdRole, ///< QString
        TagsRole, ///< QStringList
        CreatedRole, ///< QDateTime or invalid
        UpdatedRole, ///< QDateTime or invalid
        GoneRole, ///< int, how many children the last refreshes found gone; for a while
        GoneNamesRole, ///< QStringList, their names, at most mostGoneNames
    };

    /// How the children of a node stand.
    enum class Order {
        Name, ///< as the source gives them
        Created, ///< the newest first
        Updated, ///< the same
    };
    Q_ENUM(Order)

    /// What the last refresh showed of a node; for a while.
    enum class News { None, Added, Changed };
    Q_ENUM(News)

    /// What a refresh of a node changed below it.
    struct Difference {
        int added = 0;
        int changed = 0;
        QStringList vanished; ///< names
        QStringList vanishedKeys; ///< in the same order
        [[nodiscard]] bool isEmpty() const { return added == 0 && changed == 0 && vanished.isEmpty(); }
    };
    /// How long news are told.
    static constexpr std::chrono::seconds newsTime{30};
    static constexpr qsizetype mostGoneNames = 10;
    /// Characters of each part of a tooltip: of a text that somebody made endless enough to tell it from others.
    static constexpr qsizetype longestTip = 300;

    /// The source must outlive the model.
    explicit LazyTree(TreeSource &source, QObject *parent = nullptr);
    ~LazyTree() override;

    /// The top level, by diff. Children of a root that stays are kept.
    void setRoots(const QList<TreeItem> &roots);
    /// Fetches a node's children again and merges them; also how a failed node is retried. An invalid index does nothing.
    void refresh(const QModelIndex &index);
    /// The same, where nobody asked for it: if the server cannot be asked, a node that shows something stays as it was.
    void refreshQuietly(const QModelIndex &index);
    /// Takes over the children that a node had at `readAt`. They are shown, and fetched again once that can be done without
    /// asking a person. False, and no effect, on a node that has its children already or can have none.
    bool adopt(const QModelIndex &index, const QList<TreeItem> &items, const QDateTime &readAt);
    /// From now on whatever is loaded below a node counts as read at another time.
    void age(const QModelIndex &index, const QDateTime &readAt);
    void setOrder(Order order);
    /// Whether its children were read at another time and can be read again without asking a person. The view does not do that by
    /// itself, as it does for a node that was never loaded: a person's expanding does.
    [[nodiscard]] bool isOld(const QModelIndex &index) const { return isOld(nodeOf(index)); }
    /// Stops a fetch that is under way; the node is as before it.
    void cancel(const QModelIndex &index);
    /// Throws away what is loaded below a node (when its instance was closed).
    void forget(const QModelIndex &index);

    [[nodiscard]] QModelIndex indexOf(const QString &key) const;
    [[nodiscard]] std::optional<TreeItem> item(const QModelIndex &index) const;
    [[nodiscard]] State state(const QModelIndex &index) const;
    [[nodiscard]] std::optional<Error> error(const QModelIndex &index) const;
    /// Whether its children can be fetched without asking a person.
    [[nodiscard]] bool isConnected(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    /// A fetch of that node's children ended, well or badly.
    void loaded(const QModelIndex &index);
    /// A node's children were fetched again, and some are others.
    void refreshed(const QModelIndex &index, const metascope::LazyTree::Difference &difference);

private:
    struct Node;
    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node *node) const;
    void forgetKeys(const Node *node);
    void load(Node *node);
    void arrived(Node *node, Result<QList<TreeItem>> result);
    /// To before the row that is `before` now, as beginMoveRows() counts.
    void moveChild(Node *node, int from, int before);
    Difference merge(Node *node, const QList<TreeItem> &given);
    void removeVanished(Node *node, const QList<TreeItem> &items, Difference &difference);
    [[nodiscard]] bool isBefore(const TreeItem &one, const TreeItem &other) const;
    void sortBelow(Node *node);
    void tellNews(Node *node, News news);
    void tellGone(Node *node, const Difference &difference, const QList<TreeItem> &items);
    void forgetNews();
    [[nodiscard]] bool isOld(const Node *node) const;
    /// How many were inserted.
    int insertRun(Node *node, int row, const QList<TreeItem> &items, qsizetype begin, qsizetype end);
    void setState(Node *node, State state);

    TreeSource &m_source;
    std::unique_ptr<Node> m_root;
    QHash<QString, Node *> m_byKey;
    bool m_tellsNews = false; ///< what is merged is a refresh
    Order m_order = Order::Name;
    QTimer m_newsTimer;
    QList<QPersistentModelIndex> m_news;
};

} // namespace metascope
