// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/reference.h"

#include <QtWidgets/QWidget>

class QLabel;
class QTreeWidget;

namespace metascope {

class IconProvider;

/// "Uses" or "Used By": a title with the number of references, and a row for each. Never higher than a few rows.
class ReferenceList final : public QWidget {
    Q_OBJECT
public:
    ReferenceList(Reference::Direction direction, const IconProvider &icons, QWidget *parent = nullptr);

    /// Those of the other direction are left out.
    void setReferences(const QList<Reference> &references);

Q_SIGNALS:
    void activated(const metascope::Reference &reference);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
    void activate(int row);

    Reference::Direction m_direction;
    const IconProvider &m_icons;
    QList<Reference> m_references;
    QLabel *m_title;
    QLabel *m_nothing;
    QTreeWidget *m_rows;
};

} // namespace metascope
