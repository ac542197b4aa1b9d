// SPDX-License-Identifier: GPL-3.0-or-later
// Types into Go to Anything over a window and prints what it cost as one line of JSON:
//     bench_palette OBJECTS
// The same texts are typed several times; a key's time is the median of those, which leaves out what else the machine does.
// `key` is the time from a press to the list painted of the slowest key, `median` that of the middle one, `first` that of
// the very first press, `search` the time in the index alone for the slowest key, all in milliseconds.
#include "app/search/nameindex.h"
#include "app/search/palettequery.h"
#include "ui/palette/palette.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTextStream>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QMenuBar>

#include <algorithm>
#include <utility>

using namespace metascope;
using namespace Qt::StringLiterals;

namespace {

/// Tables, endpoints and functions as 2 : 2 : 1, over forty workspaces, in words that occur again and again.
QList<NamedObject> objects(int count)
{
    const QStringList words{u"order"_s,   u"item"_s,     u"customer"_s, u"log"_s,     u"old"_s,
                            u"ship"_s,    u"invoice"_s,  u"user"_s,     u"payment"_s, u"session"_s,
                            u"webhook"_s, u"product"_s,  u"audit"_s,    u"stock"_s,   u"address"_s,
                            u"token"_s,   u"category"_s, u"report"_s,   u"email"_s};
    constexpr int workspaces = 40;
    QRandomGenerator random(1);
    QList<NamedObject> made;
    made.reserve(count);
    for (int i = 0; i < count; ++i) {
        const Kind kind = i % 5 < 2 ? Kind::Table : i % 5 < 4 ? Kind::Endpoint : Kind::Function;
        QStringList parts;
        for (int k = 0, parted = 2 + random.bounded(3); k < parted; ++k)
            parts.append(words[random.bounded(words.size())]);
        parts.append(QString::number(i));
        const QString name = parts.join(kind == Kind::Endpoint ? u'/' : u'_');
        const int workspace = i % workspaces;
        made.append(
            {u"bench/%1/%2/%3"_s.arg(workspace).arg(QLatin1String(kindRow(kind).key.data()), QString::number(i)),
             kind,
             name,
             u"Bench › workspace %1"_s.arg(workspace),
             {},
             {}});
    }
    return made;
}

/// Presses one key after the other, each when the one before is painted.
class Typist final : public QObject {
public:
    Typist(NameIndex &index, Palette &palette)
        : m_index(index), m_edit(*palette.findChild<QLineEdit *>()),
          m_painted(*palette.findChild<QListView *>()->viewport())
    {
        m_keys.resize(m_texts.join(QString()).size());
        m_painted.installEventFilter(this);
        m_edit.installEventFilter(this);
        palette.open();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == &m_painted && event->type() == QEvent::Paint && m_isWaiting) {
            m_isWaiting = false;
            QMetaObject::invokeMethod(this, &Typist::painted, Qt::QueuedConnection);
        }
        // Nobody types before there is something to type into.
        if (watched == &m_edit && event->type() == QEvent::Paint && !std::exchange(m_isOpen, true))
            QMetaObject::invokeMethod(this, &Typist::press, Qt::QueuedConnection);
        return false;
    }

private:
    void press()
    {
        m_isWaiting = true;
        const QChar c = m_texts[m_text][m_at];
        m_clock.start();
        QKeyEvent key(QEvent::KeyPress, 0, Qt::NoModifier, QString(c));
        QCoreApplication::sendEvent(&m_edit, &key);
    }

    void painted()
    {
        m_keys[m_key++].append(elapsed());
        if (++m_at == m_texts[m_text].size()) {
            m_at = 0;
            m_text = (m_text + 1) % m_texts.size();
            if (m_text == 0)
                m_key = 0;
            if (m_text == 0 && ++m_round == rounds) {
                report();
                return;
            }
            m_edit.clear();
        }
        QMetaObject::invokeMethod(this, &Typist::press, Qt::QueuedConnection);
    }

    [[nodiscard]] double elapsed() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }

    /// The time in the index of each key.
    QList<double> searches()
    {
        QList<QList<double>> times(m_keys.size());
        for (int round = 0; round < rounds; ++round) {
            qsizetype key = 0;
            for (const QString &text : m_texts) {
                for (qsizetype length = 1; length <= text.size(); ++length) {
                    const PaletteQuery query = PaletteQuery::parse(text.left(length));
                    m_clock.start();
                    m_index.find(FuzzyPattern(query.pattern), {query.kinds, {}}, PaletteContent::mostRows);
                    times[key++].append(elapsed());
                }
            }
        }
        return medians(times);
    }

    /// Of each list, sorted.
    static QList<double> medians(const QList<QList<double>> &times)
    {
        QList<double> made;
        for (QList<double> each : times) {
            std::ranges::sort(each);
            made.append(each[each.size() / 2]);
        }
        std::ranges::sort(made);
        return made;
    }

    void report()
    {
        const QList<double> keys = medians(m_keys);
        const QJsonObject line{{u"objects"_s, m_index.count()},
                               {u"key"_s, keys.constLast()},
                               {u"median"_s, keys[keys.size() / 2]},
                               {u"first"_s, m_keys.constFirst().constFirst()},
                               {u"search"_s, searches().constLast()}};
        QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << '\n';
        QCoreApplication::quit();
    }

    static constexpr int rounds = 7;

    const QStringList m_texts{u"order items 12"_s, u"e r s t"_s,  u"eeee"_s, u"t:custlog"_s,
                              u"stock bench"_s,    u"paywebho"_s, u"ocait"_s};
    NameIndex &m_index;
    QLineEdit &m_edit;
    QWidget &m_painted;
    QElapsedTimer m_clock;
    QList<QList<double>> m_keys; ///< the times of each
    int m_round = 0;
    qsizetype m_key = 0;
    qsizetype m_text = 0;
    qsizetype m_at = 0;
    bool m_isOpen = false;
    bool m_isWaiting = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int count = QCoreApplication::arguments().value(1).toInt();
    if (argc != 2 || count <= 0)
        qFatal("usage: bench_palette OBJECTS");
    NameIndex index;
    index.add(objects(count));
    Theme theme(application);
    const IconProvider icons(theme);
    QMainWindow window;
    window.resize(1280, 800);
    Palette palette({index, theme, icons, *window.menuBar()}, &window);
    window.show();
    const Typist typist(index, palette);
    return QApplication::exec();
}
