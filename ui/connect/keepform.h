// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/connector.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;

namespace metascope {

/// How a token is to be kept: where, and when it ends as far as the token itself does not say.
class KeepForm final : public QWidget {
    Q_OBJECT
public:
    /// `keychainName` is the store's, for people.
    explicit KeepForm(const QString &keychainName, QWidget *parent = nullptr);

    [[nodiscard]] TokenChoice choice() const;
    /// The end that the pasted token names, if any: it is not asked for then.
    void setOwnExpiry(const std::optional<QDateTime> &end);
    void reset();

private:
    QComboBox *m_place;
    QComboBox *m_ends;
    QLabel *m_ownEnd;
};

} // namespace metascope
