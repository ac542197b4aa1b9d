// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/instanceregistry.h"

#include <QtWidgets/QWidget>

#include <array>

class QGridLayout;
class QLabel;
class QPushButton;
class QStandardItemModel;
class QTableView;

namespace metascope {

class ElidedLabel;
class ScopeGridModel;

/// What is known about one token: its facts, the rights that the person recorded, and beside them those that the API
/// showed. Neither list is made from the other. Shows what it is given and asks by signals.
class TokenDetail final : public QWidget {
    Q_OBJECT
public:
    struct Content {
        InstanceEntry entry;
        QList<SeenRight> seen;
        QString store; ///< its name, for people
        QString state;
        QDateTime now;
    };

    explicit TokenDetail(QWidget *parent = nullptr);

    /// Nothing: no token is picked.
    void setContent(const std::optional<Content> &content);
    /// To the first thing that can be changed.
    void takeFocus();

Q_SIGNALS:
    void recordedEdited(const metascope::ScopeGrid &grid);
    void setEndRequested();
    void stopTrustingRequested();

private:
    enum Fact { Instance, Address, Person, Kind, LastFour, Ends, LastUsed, StoredIn, Certificate, State, FactCount };
    [[nodiscard]] QWidget *makeFacts();
    [[nodiscard]] QWidget *makeRecorded();
    [[nodiscard]] QWidget *makeSeen();
    void showFacts(const Content &content);
    void showSeen(const QList<SeenRight> &seen);

    ElidedLabel *m_title;
    std::array<ElidedLabel *, FactCount> m_facts{};
    QPushButton *m_setEnd;
    QPushButton *m_stopTrusting;
    QLabel *m_certificateName;
    ScopeGridModel *m_grid;
    QTableView *m_gridView;
    QLabel *m_recorded;
    QLabel *m_hint;
    QStandardItemModel *m_seen;
    QTableView *m_seenView;
    QLabel *m_seenNote;
};

} // namespace metascope
