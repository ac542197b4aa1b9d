// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtCore/QStringList>

namespace metascope {

class TrafficModel;

/// The rows of a TrafficModel that hold all words of a text, belong to an instance, or failed.
class TrafficFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TrafficFilter(TrafficModel &model, QObject *parent = nullptr);

    /// Looked for in instance, method, path and status, without regard to case.
    void setText(const QString &text);
    void setOnlyFailed(bool onlyFailed);
    /// An empty id: all.
    void setInstance(const InstanceId &instance);
    [[nodiscard]] bool isFiltering() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QStringList m_words;
    bool m_onlyFailed = false;
    InstanceId m_instance;
};

} // namespace metascope
