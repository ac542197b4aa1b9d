// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/timezonechoice.h"
#include "app/model/lazytree.h"

#include <QtCore/QObject>
#include <QtCore/QSet>

#include <deque>

namespace metascope {

/// Loads what the tree has not loaded yet, one list after the other, so that what a person asks for meanwhile need not wait
/// behind it. The endpoints have no list of their own: each API group is asked, which gives their numbers and dates too (an
/// OpenAPI document or a multidoc of the workspace has names alone, and megabytes of text). GUI thread.
class BackgroundLoader final : public QObject {
    Q_OBJECT
public:
    /// What a node's list is called where it is told to people: `name` within `place`.
    struct Missing {
        QString key;
        QString words; ///< "Functions of shop"
    };

    /// An instance of which nothing is loaded because it is not open.
    struct NotOpen {
        InstanceId instance;
        QString name;
        bool isKnown = false; ///< something of it is shown from another time
        QDateTime readAt; ///< that time; invalid where it is of this run
    };
    /// More requests than these are not sent by request() without a word.
    static constexpr int mostUnasked = 30;

    /// `tree` outlives it.
    explicit BackgroundLoader(LazyTree &tree, QObject *parent = nullptr);

    /// What is not loaded below the nodes that are: groups, and the endpoints of API groups together. Histories do not count:
    /// their runs have no names. Instances that are not open are left out.
    [[nodiscard]] QList<Missing> missing() const;
    /// The listed instances that are not open: what is known of their names is old, or nothing is.
    [[nodiscard]] QList<NotOpen> notOpen() const;
    /// The same for people ("Not open: Acme (as of 3 Nov), Beta (nothing known)"), of these instances where any are given;
    /// empty where all are open.
    [[nodiscard]] QString notOpenWords(const std::optional<QList<InstanceId>> &of = {}) const;
    /// In whose zone the dates of that are told; UTC without it.
    void setZones(ZoneOf zones) { m_zones = std::move(zones); }
    /// How many requests of an instance go at once, now; nothing where it has no limit.
    void setBudget(std::function<std::optional<int>(const InstanceId &)> budget) { m_budget = std::move(budget); }

    /// As start(), at a person's wish; but where that sends more than a person expects (mostUnasked, or of an instance with a
    /// limit more than go at once) it does not begin, and costAsked() has it asked.
    void request();
    /// Begins to load all of it; what appears on the way (the API groups) as well. Asks nobody.
    void start();
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// A person is to be told that it takes at least so many requests; start() is the answer.
    void costAsked(int requests);
    /// Lists read so far, and those known to be wanted.
    void progressed(int done, int wanted);
    /// All that can be read was read, or it was cancelled, or a list failed for another reason than being absent (the rest
    /// stays unread).
    void finished(bool isWhole);

private:
    /// What is wanted below `parent` and not in the queue yet goes into it, before what is there or behind it.
    void enqueue(const QModelIndex &parent, bool isNext);
    /// The first of the queue that is still wanted.
    [[nodiscard]] QModelIndex takeNext();
    void collect(const QModelIndex &parent, QList<QModelIndex> &found) const;
    [[nodiscard]] bool isWanted(const QModelIndex &index) const;
    void next();
    void nodeLoaded(const QModelIndex &index);
    void goOn();
    void end(bool isWhole);

    LazyTree &m_tree;
    std::deque<QString> m_queue; ///< keys in the order of loading; some may have gone or be loaded already
    QSet<QString> m_queued; ///< those of them that wait
    QString m_current;
    int m_done = 0;
    bool m_isRunning = false;
    ZoneOf m_zones;
    std::function<std::optional<int>(const InstanceId &)> m_budget;
};

} // namespace metascope
