// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/filterquery.h"
#include "tests/bench/explorer/madeworkspace.h"
#include "tests/bench/explorer/paintwatcher.h"
#include "tests/bench/explorer/stage.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonObject>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace metascope::bench {

/// Types texts into the explorer's filter and takes them back, each key when the one before is painted and the event loop is
/// at rest. A key's time is the median of several rounds, which leaves out what else the machine does.
class FilterBench final : public QObject {
    Q_OBJECT
public:
    FilterBench(Stage &stage, const InstanceId &instance, int objects)
        : m_stage(stage), m_edit(*stage.dock().findChild<QLineEdit *>(QStringLiteral("explorerFilter"))),
          m_paint({stage.view(QStringLiteral("explorerFound")).viewport(), stage.view().viewport()}, this)
    {
        fill(instance, objects);
        for (const QString &text : m_texts) {
            for (const QChar c : text)
                m_keys.append(Key{0, QString(c)});
            for (qsizetype i = 0; i < text.size(); ++i)
                m_keys.append(Key{Qt::Key_Backspace, {}});
        }
        m_times.resize(m_keys.size());
        m_matches.resize(m_keys.size());
    }

    void start() { QMetaObject::invokeMethod(this, &FilterBench::press, Qt::QueuedConnection); }

Q_SIGNALS:
    /// `key`: the slowest in ms from the press to the list painted; `median`: the middle one; `search`: the slowest in the
    /// index alone; `slowest`: what stood in the filter then.
    void done(const QJsonObject &line);

private:
    struct Key {
        int code;
        QString text;
    };

    void fill(const InstanceId &instance, int objects)
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        LazyTree &tree = m_stage.tree();
        for (const MadeList &list : MadeWorkspace::of(instance, objects)) {
            if (list.parent.kind && !list.parent.isObject()) {
                const NodePath way = NodePath::ofWorkspace(instance, *list.parent.workspace);
                tree.adopt(tree.indexOf(way.key()), *ExplorerSource::fixedChildren(way), now);
            }
            QList<TreeItem> items;
            for (const ObjectSummary &object : list.objects)
                items.append(ExplorerSource::itemOf(object, list.parent));
            tree.adopt(tree.indexOf(list.parent.key()), items, now);
            Q_EMIT m_stage.source().listed(list.parent, BranchLabel(QStringLiteral("v1")), list.objects, false);
        }
    }

    void press()
    {
        m_paint.painted = [this] { painted(); };
        const Key &key = m_keys[m_at];
        m_clock.start();
        QKeyEvent event(QEvent::KeyPress, key.code, Qt::NoModifier, key.text);
        QCoreApplication::sendEvent(&m_edit, &event);
    }

    void painted()
    {
        m_times[m_at].append(static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
        m_matches[m_at] = {m_edit.text(), m_stage.dock().filtered().matches()};
        if (++m_at == m_keys.size()) {
            m_at = 0;
            if (++m_round == rounds) {
                report();
                return;
            }
        }
        QTimer::singleShot(5, this, &FilterBench::press);
    }

    double slowestSearch()
    {
        double slowest = 0;
        for (const QString &text : m_texts) {
            const FilterQuery query = FilterQuery::parse(text.left(1));
            QList<double> times;
            for (int round = 0; round < rounds; ++round) {
                m_stage.names().matchAll(FuzzyPattern(QStringLiteral("zz")), {});
                m_clock.start();
                m_stage.names().matchAll(FuzzyPattern(query.pattern), query.scope);
                times.append(static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
            }
            std::ranges::sort(times);
            slowest = std::max(slowest, times[times.size() / 2]);
        }
        return slowest;
    }

    void report()
    {
        QList<std::pair<double, qsizetype>> medians;
        for (qsizetype i = 0; i < m_times.size(); ++i) {
            std::ranges::sort(m_times[i]);
            medians.append({m_times[i][m_times[i].size() / 2], i});
        }
        std::ranges::sort(medians);
        const auto &slowest = medians.constLast();
        QJsonObject line{{QStringLiteral("objects"), m_stage.names().count()},
                         {QStringLiteral("key"), slowest.first},
                         {QStringLiteral("slowest"), m_matches[slowest.second].first},
                         {QStringLiteral("matches"), m_matches[slowest.second].second},
                         {QStringLiteral("median"), medians[medians.size() / 2].first},
                         {QStringLiteral("search"), slowestSearch()}};
        if (qEnvironmentVariableIsSet("BENCH_KEYS"))
            for (const auto &each : std::as_const(medians))
                qInfo("%6.2f ms '%s' %d", each.first, qPrintable(m_matches[each.second].first),
                      m_matches[each.second].second);
        Q_EMIT done(line);
    }

    static constexpr int rounds = 5;

    const QStringList m_texts{QStringLiteral("order item 12"), QStringLiteral("e r"),   QStringLiteral("t: cust"),
                              QStringLiteral("paywebho"),      QStringLiteral("ocait"), QStringLiteral("1")};
    Stage &m_stage;
    QLineEdit &m_edit;
    PaintWatcher m_paint;
    QElapsedTimer m_clock;
    QList<Key> m_keys;
    QList<QList<double>> m_times; ///< of each key
    QList<std::pair<QString, int>> m_matches; ///< what stood there, and how many it met
    qsizetype m_at = 0;
    int m_round = 0;
};

} // namespace metascope::bench
