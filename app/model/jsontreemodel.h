// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"

#include <QtCore/QAbstractItemModel>

#include <memory>

namespace metascope {

/// A JSON document as a tree, over the very text that was received: numbers as they were sent, keys in their order,
/// duplicates kept. What a container holds is looked for when it is asked for, a few hundred members at a time
/// (fetchMore); nothing but places in the text is kept.
class JsonTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { KeyColumn, ValueColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole + 1, ///< QString: $.schema[3].name
        RawTextRole, ///< QByteArray: the value as it was sent
        CopyRole, ///< QString: a string decoded, anything else as it was sent
        KindRole, ///< int, a RawJson::Kind
    };
    /// Longer texts are shown cut, with an ellipsis; CopyRole has the whole.
    static constexpr int longestShown = 500;

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    void setJson(const RawJson &json);
    [[nodiscard]] const RawJson &json() const { return m_json; }
    /// The row of the value that begins at that byte of the text, loading what stands before it; column Key.
    [[nodiscard]] QModelIndex indexAt(qsizetype byte);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    struct Node;
    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node *node) const;
    /// Takes in at least one chunk, and goes on until the child at `byte` is there.
    void fetch(Node *node, qsizetype byte);
    [[nodiscard]] QByteArray textOf(const Node *node) const;
    [[nodiscard]] QString keyOf(const Node *node) const;
    [[nodiscard]] QString shownValue(const Node *node) const;
    [[nodiscard]] QString pathOf(const Node *node) const;

    RawJson m_json;
    std::unique_ptr<Node> m_root; ///< the document; where it is no container, above the one row that stands for it
};

} // namespace metascope
