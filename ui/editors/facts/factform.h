// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/facts/factlist.h"

#include <QtWidgets/QWidget>

class QFormLayout;

namespace metascope {

/// Facts below each other, as wide as there is room.
class FactForm final : public QWidget {
    Q_OBJECT
public:
    explicit FactForm(QWidget *parent = nullptr);

    /// The same facts again change nothing: a selection stays.
    void setFacts(const QList<Fact> &facts);
    [[nodiscard]] const QList<Fact> &facts() const { return m_facts; }

private:
    QList<Fact> m_facts;
    QFormLayout *m_layout;
};

} // namespace metascope
