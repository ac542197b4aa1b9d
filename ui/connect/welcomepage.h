// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/instancerow.h"
#include "ui/widgets/columnpage.h"

class QLabel;
class QVBoxLayout;

namespace metascope {

class ActionRow;
class Theme;

/// What a person sees first: the ways in, and the instances that are known already. Sends nothing.
class WelcomePage final : public ColumnPage {
    Q_OBJECT
public:
    WelcomePage(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    void setInstances(const QList<KnownInstance> &instances);

Q_SIGNALS:
    void signInRequested();
    void pasteTokenRequested();
    void importRequested();
    void demoRequested();
    void openRequested(const metascope::InstanceId &instance);
    void removeRequested(const metascope::InstanceId &instance);

private:
    const IconProvider &m_icons;
    QList<KnownInstance> m_instances;
    ActionRow *m_import;
    QLabel *m_instancesTitle;
    QVBoxLayout *m_rows;
};

} // namespace metascope
