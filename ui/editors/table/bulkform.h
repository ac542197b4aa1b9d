// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

#include <QtWidgets/QWidget>

#include <functional>

class QComboBox;
class QLabel;

namespace metascope {

/// What can be set for several selected fields at once. Each box shows what the fields have in common, or "mixed"; a choice
/// is one change of all of them.
class BulkForm final : public QWidget {
    Q_OBJECT
public:
    explicit BulkForm(QWidget *parent = nullptr);

    /// `fixed`: how many more are selected that cannot be changed (the primary key, removed ones).
    void showFields(const QList<Field> &fields, int fixed);

Q_SIGNALS:
    /// `member` names the part for the undo menu.
    void changeChosen(const QString &member, const std::function<void(metascope::Field &)> &change);

private:
    QComboBox *addFlag(const QString &label, const char *name, bool Field::*part);

    QLabel *m_title;
    QComboBox *m_access;
    QList<std::pair<QComboBox *, bool Field::*>> m_flags;
};

} // namespace metascope
