// SPDX-License-Identifier: GPL-3.0-or-later
// What the cache of a large workspace costs, as one line of JSON:
//     bench_search fill FILE    stores 25,000 objects with 50 MB of text: `ask` is what the calls themselves take, `idle_gap` and
//                               `max_gap` how long the event loop was away at most before and meanwhile, `total` the time until
//                               all is written, `again` that of a list of 10,000 with 1 % changed, `mb` the text
//     bench_search read FILE    `restore` is the time from opening the cache to the list of all its objects; `search` that of
//                               the slowest of a dozen searches of three or more characters, each taken as the median of 15;
//                               `names` that of two characters
#include "app/store/workspacecache.h"
#include "tests/bench/expand/gapmeter.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTextStream>

#include <algorithm>
#include <vector>

using namespace metascope;

namespace {

constexpr int tables = 10'000;
constexpr int endpoints = 10'000;
constexpr int functions = 5'000;
constexpr int groups = 10;
constexpr int scriptLength = 3400;
constexpr int idleTurns = 100;
const InstanceId instance(QStringLiteral("large"));
const QDateTime today(QDate(2026, 11, 27), QTime(9, 0), Qt::UTC);

double msSince(const QElapsedTimer &clock)
{
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

void report(const QJsonObject &line)
{
    QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << Qt::endl;
    QCoreApplication::quit();
}

/// Made-up objects; always the same ones.
class Maker final {
public:
    Maker()
    {
        for (int i = 0; i < 4000; ++i) {
            QString word;
            for (int length = m_random.bounded(3, 11); length > 0; --length)
                word += QLatin1Char(static_cast<char>('a' + m_random.bounded(26)));
            m_words.append(word);
        }
    }

    ObjectSummary table(int number)
    {
        QList<RawJson> fields;
        for (int i = 0; i < 8; ++i)
            fields.append(RawJson::object({{QStringLiteral("name"), RawJson::string(word())},
                                           {QStringLiteral("type"), RawJson::string(u"text")},
                                           {QStringLiteral("sensitive"), RawJson::boolean(false)}}));
        return make(Kind::Table, number, {{QStringLiteral("schema"), RawJson::array(fields)}});
    }

    ObjectSummary scripted(Kind kind, int number)
    {
        ObjectSummary object = make(kind, number, {});
        QString script = QStringLiteral("function \"%1\" {\n  stack {\n").arg(object.name);
        while (script.size() < scriptLength)
            script += statement();
        object.xanoScript = script + QStringLiteral("  }\n}\n");
        object.raw = object.raw.with(u"xanoscript",
                                     RawJson::object({{QStringLiteral("status"), RawJson::string(u"ok")},
                                                      {QStringLiteral("value"), RawJson::string(object.xanoScript)}}));
        return object;
    }

private:
    QString word() { return m_words[m_random.bounded(static_cast<int>(m_words.size()))]; }

    QString statement()
    {
        switch (m_random.bounded(3)) {
        case 0:
            return QStringLiteral("    db.query %1 {\n      where = $db.%1.%2 == $input.%3\n      return = {type: "
                                  "\"list\"}\n    } as $%4\n")
                .arg(word(), word(), word(), word());
        case 1:
            return QStringLiteral("    precondition ($%1.%2 != null) {\n      error_type = \"notfound\"\n      error = "
                                  "\"%3 %4 not found\"\n    }\n")
                .arg(word(), word(), word(), word());
        default:
            return QStringLiteral("    foreach ($%1) {\n      each as $%2 {\n        var $%3 {\n          value = "
                                  "$%2.%4|trim\n        }\n      }\n    }\n")
                .arg(word(), word(), word(), word());
        }
    }

    ObjectSummary make(Kind kind, int number, QList<std::pair<QString, RawJson>> members)
    {
        ObjectSummary object;
        object.kind = kind;
        object.id = ObjectId(number);
        object.key = QString::number(number);
        object.name = QStringLiteral("%1_%2_%3").arg(word(), word()).arg(number);
        object.description = QStringLiteral("%1 %2 %3").arg(word(), word(), word());
        object.createdAt = today;
        object.updatedAt = today;
        members.prepend({QStringLiteral("name"), RawJson::string(object.name)});
        members.prepend({QStringLiteral("id"), RawJson::integer(number)});
        object.raw = RawJson::object(members);
        return object;
    }

    QRandomGenerator m_random{5};
    QStringList m_words;
};

class Fill final : public QObject {
public:
    explicit Fill(const QString &file) : m_cache(file)
    {
        Maker maker;
        QList<ObjectSummary> all;
        for (int i = 0; i < tables; ++i)
            all.append(maker.table(i));
        add(Kind::Table, {}, all);
        all.clear();
        for (int i = 0; i < functions; ++i)
            all.append(maker.scripted(Kind::Function, i));
        add(Kind::Function, {}, all);
        for (int group = 0; group < groups; ++group) {
            all.clear();
            for (int i = 0; i < endpoints / groups; ++i)
                all.append(maker.scripted(Kind::Endpoint, group * endpoints + i));
            add(Kind::Endpoint, QString::number(group), all);
        }
        m_meter.restart();
        m_meter.after(idleTurns, [this] {
            m_idleGap = m_meter.longestMs();
            m_meter.restart();
            store();
        });
    }

private:
    void add(Kind kind, const QString &parent, const QList<ObjectSummary> &objects)
    {
        m_lists.append(
            {{instance, WorkspaceId(1), BranchLabel(QStringLiteral("v1")), kind, parent}, {objects, today, true}});
        for (const ObjectSummary &object : objects)
            m_text += object.name.size() + object.description.size() + object.xanoScript.size();
    }

    void store()
    {
        m_clock.start();
        for (const CachedPlace &list : std::as_const(m_lists))
            m_cache.store(list.place, list.list).then(this, [this](const Result<Done> &stored) {
                if (!stored)
                    qFatal("%s", qPrintable(describe(stored.error())));
                if (++m_stored == m_lists.size())
                    storeAgain(m_meter.longestMs(), msSince(m_clock));
            });
        m_ask = msSince(m_clock);
    }

    void storeAgain(double gap, double total)
    {
        CachedList changed = m_lists.constFirst().list;
        for (qsizetype i = 0; i < changed.objects.size(); i += 100)
            changed.objects[i].description += QStringLiteral(" changed");
        m_clock.start();
        m_cache.store(m_lists.constFirst().place, changed).then(this, [this, gap, total](const Result<Done> &) {
            report({{QStringLiteral("ask"), m_ask},
                    {QStringLiteral("idle_gap"), m_idleGap},
                    {QStringLiteral("max_gap"), gap},
                    {QStringLiteral("total"), total},
                    {QStringLiteral("again"), msSince(m_clock)},
                    {QStringLiteral("mb"), static_cast<double>(m_text) / 1e6}});
        });
    }

    WorkspaceCache m_cache;
    bench::GapMeter m_meter;
    QElapsedTimer m_clock;
    QList<CachedPlace> m_lists;
    double m_idleGap = 0;
    double m_ask = 0;
    qsizetype m_text = 0;
    qsizetype m_stored = 0;
};

class Read final : public QObject {
public:
    explicit Read(const QString &file)
    {
        m_clock.start();
        m_cache.emplace(file);
        m_cache->all(instance).then(this, [this](const Result<QList<CachedPlace>> &all) {
            m_line.insert(QStringLiteral("restore"), msSince(m_clock));
            qsizetype objects = 0;
            for (const CachedPlace &place : all.value())
                objects += place.list.objects.size();
            m_line.insert(QStringLiteral("objects"), objects);
            next();
        });
    }

private:
    /// Common, rare and in no text at all, though each of its pieces is in many.
    const QStringList m_queries{
        QStringLiteral("not"),      QStringLiteral("foreach"),        QStringLiteral("precondition"),
        QStringLiteral("$input."),  QStringLiteral("not found\""),    QStringLiteral("notfoundx"),
        QStringLiteral("unctionx"), QStringLiteral("type: \"list\""), QStringLiteral("zzqqxx"),
        QStringLiteral("abc"),      QStringLiteral("where = $db.ab"), QStringLiteral("trim\n        }"),
        QStringLiteral("ab")}; // the last one looks at names
    static constexpr int rounds = 15;

    void next()
    {
        const qsizetype number = m_done / rounds;
        if (number == m_queries.size()) {
            report(m_line);
            return;
        }
        m_clock.start();
        m_cache->search(m_queries[number], {}).then(this, [this, number](const Result<SearchResult> &) {
            m_times.push_back(msSince(m_clock));
            if (++m_done % rounds == 0) {
                std::ranges::sort(m_times);
                keep(number, m_times[m_times.size() / 2]);
                m_times.clear();
            }
            next();
        });
    }

    void keep(qsizetype number, double median)
    {
        const bool isShort = number == m_queries.size() - 1;
        const QString key = isShort ? QStringLiteral("names") : QStringLiteral("search");
        if (median <= m_line.value(key).toDouble())
            return;
        m_line.insert(key, median);
        if (!isShort)
            m_line.insert(QStringLiteral("slowest"), m_queries[number]);
    }

    std::optional<WorkspaceCache> m_cache;
    QElapsedTimer m_clock;
    QJsonObject m_line;
    std::vector<double> m_times;
    int m_done = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString what = arguments.value(1);
    if (arguments.size() != 3 || (what != QLatin1String("fill") && what != QLatin1String("read")))
        qFatal("usage: bench_search fill|read FILE");
    const auto run = [&]() -> std::unique_ptr<QObject> {
        if (what == QLatin1String("fill"))
            return std::make_unique<Fill>(arguments[2]);
        return std::make_unique<Read>(arguments[2]);
    }();
    return QCoreApplication::exec();
}
