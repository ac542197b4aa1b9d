// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/scriptnames.h"

#include <QtCore/QStringView>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c.isSurrogate() || c.isMark();
}

class Scanner {
public:
    explicit Scanner(QStringView text) : m_text(text) {}

    QList<ScriptName> run()
    {
        while (m_at < m_text.size())
            step();
        return std::move(m_found);
    }

private:
    [[nodiscard]] QChar at(qsizetype position) const { return position < m_text.size() ? m_text[position] : QChar(); }
    [[nodiscard]] bool startsWith(QStringView text) const { return m_text.sliced(m_at).startsWith(text); }
    [[nodiscard]] qsizetype wordEnd(qsizetype from) const
    {
        while (from < m_text.size() && isWord(m_text[from]))
            ++from;
        return from;
    }
    /// The next sign in the same line.
    [[nodiscard]] QChar nextSign(qsizetype from) const
    {
        while (at(from) == u' ' || at(from) == u'\t')
            ++from;
        // `==` compares.
        return at(from) == u'=' && at(from + 1) == u'=' ? QChar() : at(from);
    }

    void add(ScriptName::Context context, const QString &head, const QString &name)
    {
        if (!name.isEmpty())
            m_found.append({context, head, name, m_line});
    }

    void step()
    {
        const QChar c = m_text[m_at];
        if (c == u'\n') {
            ++m_line;
            ++m_at;
            // `db.query` is followed by its name in the same line.
            m_statement.clear();
        } else if (c.isSpace()) {
            ++m_at;
        } else if (startsWith(u"//")) {
            const qsizetype end = m_text.indexOf(u'\n', m_at);
            m_at = end < 0 ? m_text.size() : end;
        } else if (startsWith(u"\"\"\"")) {
            longText();
        } else if (c == u'"' || c == u'\'') {
            text(c);
        } else if (c == u'$') {
            variable();
        } else if (isWord(c)) {
            word();
        } else {
            if (c != u'=' && c != u':' && c != u'[' && c != u',')
                m_key.clear();
            m_statement.clear();
            ++m_at;
        }
    }

    void longText()
    {
        const qsizetype end = m_text.indexOf(u"\"\"\"", m_at + 3);
        const qsizetype stop = end < 0 ? m_text.size() : end + 3;
        m_line += static_cast<int>(m_text.sliced(m_at, stop - m_at).count(u'\n'));
        m_at = stop;
        forget();
    }

    void text(QChar quote)
    {
        QString name;
        qsizetype end = m_at + 1;
        for (; end < m_text.size() && m_text[end] != quote && m_text[end] != u'\n'; ++end) {
            if (m_text[end] == u'\\' && end + 1 < m_text.size() && m_text[end + 1] != u'\n')
                ++end;
            name += m_text[end];
        }
        const bool isClosed = at(end) == quote;
        m_at = isClosed ? end + 1 : end;
        if (isClosed && m_statement.isEmpty() && nextSign(m_at) == u':')
            add(ScriptName::Context::Key, {}, name);
        else if (isClosed)
            add(m_statement.isEmpty() ? ScriptName::Context::Quoted : ScriptName::Context::Statement,
                m_statement.isEmpty() ? m_key : m_statement, name);
        m_statement.clear();
    }

    void variable()
    {
        const qsizetype end = wordEnd(m_at + 1);
        const bool isDatabase = m_text.sliced(m_at, end - m_at) == u"$db";
        m_at = std::max(end, m_at + 1);
        forget();
        if (isDatabase && at(m_at) == u'.') {
            const qsizetype stop = wordEnd(m_at + 1);
            add(ScriptName::Context::Database, {}, m_text.sliced(m_at + 1, stop - m_at - 1).toString());
            m_at = stop;
        }
    }

    void word()
    {
        const qsizetype begin = m_at;
        const qsizetype end = wordEnd(begin);
        const QString name = m_text.sliced(begin, end - begin).toString();
        m_at = end;
        if (begin > 0 && m_text[begin - 1] == u'.') {
            add(ScriptName::Context::Member, {}, name);
            return forget();
        }
        if (!m_statement.isEmpty()) {
            add(ScriptName::Context::Statement, m_statement, name);
            return forget();
        }
        const QChar sign = nextSign(end);
        if (sign == u'=' || sign == u':') {
            add(ScriptName::Context::Key, {}, name);
            m_key = name;
            return;
        }
        if (at(end) == u'.' && isWord(at(end + 1)))
            return statement(begin);
        // `function.run a` and `table "a"` begin alike: what opens a script names the script itself.
        m_key = nextSign(end) == u'"' ? name : QString();
    }

    void statement(qsizetype begin)
    {
        while (at(m_at) == u'.' && isWord(at(m_at + 1)))
            m_at = wordEnd(m_at + 1);
        m_key.clear();
        m_statement = m_text.sliced(begin, m_at - begin).toString();
    }

    void forget()
    {
        m_key.clear();
        m_statement.clear();
    }

    QStringView m_text;
    QList<ScriptName> m_found;
    QString m_key;
    QString m_statement;
    qsizetype m_at = 0;
    int m_line = 1;
};

/// The words of XanoScript for objects of a kind: what stands before a dot, or as the key before a text.
struct KindWords {
    Kind kind;
    std::array<QStringView, 3> words;
};

constexpr std::array kindWords{
    KindWords{Kind::Table, {u"db", u"table", u"dbtable"}},
    KindWords{Kind::Function, {u"function", {}, {}}},
    KindWords{Kind::Task, {u"task", {}, {}}},
    KindWords{Kind::Middleware, {u"middleware", {}, {}}},
    KindWords{Kind::Addon, {u"addon", {}, {}}},
    KindWords{Kind::Agent, {u"agent", u"ai", {}}},
    KindWords{Kind::Tool, {u"tool", u"tools", {}}},
    KindWords{Kind::McpServer, {u"mcp_server", {}, {}}},
    KindWords{Kind::RealtimeChannel, {u"channel", u"realtime_channel", {}}},
    KindWords{Kind::ApiGroup, {u"api_group", {}, {}}},
    KindWords{Kind::Endpoint, {u"api", u"query", {}}},
};

bool isAmong(const KindWords &row, QStringView word)
{
    return std::ranges::any_of(row.words, [word](QStringView each) { return !each.isEmpty() && each == word; });
}

/// The kind that a head speaks of, or none where it speaks of no kind in particular.
const KindWords *kindOf(QStringView head)
{
    const qsizetype dot = head.indexOf(u'.');
    const QStringView word = dot < 0 ? head : head.first(dot);
    const auto *found = std::ranges::find_if(kindWords, [word](const KindWords &row) { return isAmong(row, word); });
    return found == kindWords.end() ? nullptr : found;
}

} // namespace

QList<ScriptName> namesInScript(const QString &script)
{
    return Scanner(script).run();
}

bool mayName(const ScriptName &place, Kind kind, const QString &name)
{
    using enum ScriptName::Context;
    if (name.isEmpty() || place.context == Key || place.context == Member)
        return false;
    if (place.context == Database)
        return kind == Kind::Table && place.name == name;
    const KindWords *said = kindOf(place.head);
    if (said && said->kind != kind)
        return false;
    // A statement about something else, such as `util.sleep`, does not name objects.
    if (place.context == Statement && !said)
        return false;
    if (place.name == name)
        return true;
    // A path within an address.
    return kind == Kind::Endpoint && place.name.endsWith(name)
        && place.name.at(place.name.size() - name.size() - 1) == u'/';
}

bool mayNameField(const ScriptName &place, const QString &name)
{
    using enum ScriptName::Context;
    if (name.isEmpty() || place.name != name)
        return false;
    if (place.context == Quoted)
        return !kindOf(place.head);
    return place.context == Key || place.context == Member;
}

} // namespace metascope
