// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtWidgets/QStyledItemDelegate>

#include <functional>

namespace metascope {

class Theme;

/// Paints a table of calls: the state of those that failed in the colour of errors, beside the model's words for it, and
/// what belongs to a request in the fixed font.
class FailureDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    struct Look {
        int stateColumn;
        QList<int> codeColumns;
        std::function<bool(const QModelIndex &)> hasFailed;
    };
    /// `theme` must outlive the delegate.
    FailureDelegate(const Theme &theme, Look look, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
    Look m_look;
};

} // namespace metascope
