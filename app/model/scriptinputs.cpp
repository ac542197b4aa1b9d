// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/scriptinputs.h"

#include "app/domain/section.h"
#include "app/model/scriptwords.h"

#include <algorithm>

namespace metascope {

namespace {

using code::ScriptWord;
using Kind = ScriptWord::Kind;

constexpr qsizetype longestText = 2000; ///< characters of a cell: a person reads no more of one

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A value as it is written, and the text that it is, if it is one.
struct Value {
    std::string_view written;
    std::optional<QString> text;
    [[nodiscard]] QString words() const { return text.value_or(fromUtf8(written).simplified()); }
};

RawJson jsonOf(const Value &value)
{
    if (value.text)
        return RawJson::string(*value.text);
    const QByteArray written(value.written.data(), static_cast<qsizetype>(value.written.size()));
    // A word such as `now` is no JSON.
    return RawJson::parse(written).value_or(RawJson::string(QString::fromUtf8(written)));
}

/// Reads the words of an input block. Every step goes forward, but for a line that is begun and not understood, which is then
/// taken as a whole: linear.
class Parser final {
public:
    explicit Parser(std::vector<ScriptWord> words) : m_words(std::move(words)) {}

    InputRows run()
    {
        while (!isAtEnd()) {
            fields({}, 1);
            if (!isAtEnd())
                raw(m_at, m_at + 1); // a brace too many
        }
        return std::move(m_inputs);
    }

private:
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_words.size(); }
    [[nodiscard]] const ScriptWord *word(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_words.size() ? &m_words[m_at + ahead] : nullptr;
    }
    [[nodiscard]] bool is(Kind kind, std::size_t ahead = 0) const { return word(ahead) && word(ahead)->kind == kind; }
    [[nodiscard]] bool isMark(char mark, std::size_t ahead = 0) const
    {
        return is(Kind::Mark, ahead) && word(ahead)->text == std::string_view(&mark, 1);
    }
    /// Right behind the word before it.
    [[nodiscard]] bool isClose(char mark) const { return isMark(mark) && !word()->isSpaced; }
    bool take(bool isThere)
    {
        m_at += isThere ? 1U : 0U;
        return isThere;
    }

    /// A row for one more input; null where there are too many already, which ends it all.
    InputRow *append()
    {
        if (m_inputs.rows.size() >= mostInputs) {
            m_inputs.isCut = true;
            m_at = m_words.size();
            return nullptr;
        }
        m_inputs.rows.append(InputRow());
        return &m_inputs.rows.last();
    }
    QString cut(const QString &text)
    {
        if (text.size() <= longestText)
            return text;
        m_inputs.isCut = true;
        return text.left(longestText) + QChar(0x2026);
    }

    /// Up to the closing brace, which is left.
    void fields(const QString &above, int depth)
    {
        QStringList comment;
        bool begins = false; // a line
        while (!isAtEnd() && !isMark('}')) {
            if (is(Kind::Comment)) {
                const QString text = commentText();
                if (begins)
                    comment.append(text);
                begins = false;
            } else if (take(is(Kind::Break))) {
                // A comment belongs to what follows it in the next line.
                if (begins)
                    comment.clear();
                begins = true;
            } else if (!take(isMark(','))) {
                const qsizetype row = m_inputs.rows.size();
                field(above, depth);
                if (comment.isEmpty() && is(Kind::Comment))
                    comment.append(commentText());
                describe(row, comment.join(QLatin1Char(' ')));
                comment.clear();
                begins = false;
            }
        }
    }

    QString commentText()
    {
        std::string_view text = word()->text;
        ++m_at;
        text.remove_prefix(std::min(text.size(), text.find_first_not_of('/')));
        return fromUtf8(text).trimmed();
    }

    void describe(qsizetype row, const QString &comment)
    {
        if (comment.isEmpty() || row >= m_inputs.rows.size())
            return;
        InputRow &described = m_inputs.rows[row];
        if (described.form != InputRow::Form::Raw && described.description.isEmpty())
            described.description = cut(comment);
    }

    void field(const QString &above, int depth)
    {
        const std::size_t begin = m_at;
        InputRow read;
        if (!head(read)) {
            raw(begin, m_at);
            return;
        }
        read.path = cut(above + read.path);
        InputRow *row = append();
        if (!row)
            return;
        *row = read;
        if (take(isMark('{')))
            body(m_inputs.rows.size() - 1, depth);
    }

    /// `text[]? name?="a" filters=trim`, up to the block or to the line's end.
    bool head(InputRow &row)
    {
        if (!is(Kind::Name))
            return false;
        row.type = cut(fromUtf8(word()->text));
        ++m_at;
        if (row.type == QLatin1String("dblink") && isMark('{')) {
            row.form = InputRow::Form::Fields;
            row.path = row.type;
            return true;
        }
        if (isClose('[') && !list(row))
            return false;
        row.nullable = take(isClose('?'));
        row.nullable = take(isMark('?')) || row.nullable;
        if (!is(Kind::Name) && !is(Kind::Text))
            return false;
        row.path = is(Kind::Text) ? fromUtf8(code::unquoted(word()->text)) : fromUtf8(word()->text);
        ++m_at;
        row.required = !take(isClose('?'));
        if (take(isMark('='))) {
            const Value value = takeValue();
            if (value.written.empty())
                return false;
            row.defaultValue = jsonOf(value);
        }
        return attributes(row);
    }

    /// The brackets of a list, with the bounds of its length.
    bool list(InputRow &row)
    {
        for (; word() && !is(Kind::Break); ++m_at) {
            row.type += fromUtf8(word()->text);
            if (take(isMark(']'))) {
                row.type = cut(row.type);
                return true;
            }
        }
        return false;
    }

    bool attributes(InputRow &row)
    {
        while (isAttribute()) {
            const QString key = fromUtf8(word()->text);
            m_at += 2;
            set(row, key, takeValue());
        }
        return isAtEnd() || is(Kind::Break) || is(Kind::Comment) || isMark('{') || isMark('}') || isMark(',');
    }
    [[nodiscard]] bool isAttribute() const { return is(Kind::Name) && isMark('=', 1) && !isMark('=', 2); }

    void set(InputRow &row, const QString &key, const Value &value)
    {
        if (key == QLatin1String("description") && value.text)
            row.description = cut(*value.text);
        else if (key == QLatin1String("table") && value.text)
            row.referenceName = cut(*value.text);
        else if (key == QLatin1String("default") && !row.defaultValue && !value.written.empty())
            row.defaultValue = jsonOf(value);
        else if (key == QLatin1String("filters") && !value.written.empty())
            addRule(row, value.words());
        else
            addRule(row, key + QStringLiteral(" = ") + fromUtf8(value.written).simplified());
    }
    void addRule(InputRow &row, const QString &rule)
    {
        // What is cut already takes no more.
        if (row.rules.size() <= longestText)
            row.rules = cut(row.rules.isEmpty() ? rule : row.rules + QStringLiteral(", ") + rule);
    }

    /// What stands in the braces of an input, and the closing one. The row is named by its place: others follow meanwhile.
    void body(qsizetype row, int depth)
    {
        while (!isAtEnd() && !take(isMark('}'))) {
            if (take(is(Kind::Break) || is(Kind::Comment) || isMark(',')))
                continue;
            const auto within = [this, row] { return QString(m_inputs.rows.at(row).path + QLatin1Char('.')); };
            if (isAttribute()) {
                const QString key = fromUtf8(word()->text);
                m_at += 2;
                const Value value = takeValue();
                set(m_inputs.rows[row], key, value);
            } else if (is(Kind::Name) && word()->text == "schema" && isMark('{', 1)) {
                m_at += 2;
                if (depth < deepestInput)
                    fields(within(), depth + 1);
                else
                    skip();
                take(isMark('}'));
            } else if (depth < deepestInput) {
                field(within(), depth + 1);
            } else {
                skip();
            }
        }
    }

    /// Up to the brace that closes what is open now; that one is left.
    void skip()
    {
        m_inputs.isCut = true;
        for (std::size_t open = 0; !isAtEnd(); ++m_at) {
            if (isMark('}') && open-- == 0)
                return;
            open += isMark('{') ? 1U : 0U;
        }
    }

    /// A value up to where another thing begins: a word with a space before it, a brace that closes the block, the line's end.
    /// One that begins with a bracket may go over several lines.
    Value takeValue()
    {
        const std::size_t begin = m_at;
        const bool isBracketed = isMark('[') || isMark('{');
        int open = 0;
        for (; !isAtEnd() && (open > 0 || m_at == begin || goesOn()); ++m_at) {
            if (is(Kind::Break) && (open == 0 || !isBracketed))
                break;
            // An address within a filter looks like a comment.
            if (open == 0 && (isMark('}') || (is(Kind::Comment) && word()->isSpaced)))
                break;
            const char mark = is(Kind::Mark) ? word()->text.front() : '\0';
            if (mark == '[' || mark == '{' || mark == '(')
                ++open;
            else if (open > 0 && (mark == ']' || mark == '}' || mark == ')'))
                --open;
        }
        std::size_t end = m_at;
        while (end > begin && m_words[end - 1].kind == Kind::Break)
            --end;
        if (end == begin)
            return {};
        Value value{written(begin, end), std::nullopt};
        if (end - begin == 1 && m_words[begin].kind == Kind::Text)
            value.text = fromUtf8(code::unquoted(m_words[begin].text));
        return value;
    }
    [[nodiscard]] bool goesOn() const
    {
        if (isMark(',') && (!word(1) || word(1)->isSpaced))
            return false;
        return !word()->isSpaced || isJoint(*word()) || isJoint(m_words[m_at - 1]);
    }
    static bool isJoint(const ScriptWord &word)
    {
        constexpr std::string_view joints = "|~+-*/%&<>=!:";
        return word.kind == Kind::Mark && joints.find(word.text.front()) != std::string_view::npos;
    }

    [[nodiscard]] std::string_view written(std::size_t begin, std::size_t end) const
    {
        const char *first = m_words[begin].text.data();
        const std::string_view last = m_words[end - 1].text;
        return {first, static_cast<std::size_t>(last.data() + last.size() - first)};
    }

    /// A row for each line from `begin` to at least `reached`, to the end of that line, and of the braces that it opens.
    void raw(std::size_t begin, std::size_t reached)
    {
        m_at = begin;
        std::size_t line = begin;
        for (std::size_t open = 0; !isAtEnd(); ++m_at) {
            if (is(Kind::Break)) {
                rawLine(line, m_at);
                if (isAtEnd())
                    return;
                line = m_at + 1;
                if (open == 0 && m_at >= reached)
                    return;
            }
            if (isMark('}') && open == 0 && m_at >= reached)
                break;
            open += isMark('{') ? 1U : 0U;
            open -= isMark('}') && open > 0 ? 1U : 0U;
        }
        rawLine(line, std::min(m_at, m_words.size()));
    }
    void rawLine(std::size_t begin, std::size_t end)
    {
        if (begin >= end)
            return;
        // Before it may be cut off: the words are not those of the row.
        const QString text = cut(fromUtf8(written(begin, end)).simplified());
        InputRow *row = append();
        if (!row)
            return;
        row->path = text;
        row->form = InputRow::Form::Raw;
    }

    std::vector<ScriptWord> m_words;
    std::size_t m_at = 0;
    InputRows m_inputs;
};

} // namespace

std::optional<InputRows> inputsFromScript(const QString &script)
{
    const QByteArray utf8 = script.toUtf8();
    auto words = code::wordsOfBlock({utf8.constData(), static_cast<std::size_t>(utf8.size())}, "input");
    return words ? std::optional(Parser(*std::move(words)).run()) : std::nullopt;
}

std::optional<KnownInputs> knownInputs(const ObjectSummary &object)
{
    if (isHistory(object.kind))
        return std::nullopt;
    const auto list = object.raw.member(u"input");
    const auto sent = list && list->isArray() ? std::optional(inputsFromJson(*list)) : std::nullopt;
    if (sent && (!sent->rows.isEmpty() || sent->unknown > 0))
        return KnownInputs{*sent, false};
    const auto written = inputsFromScript(object.xanoScript);
    if (written && (!sent || !written->rows.isEmpty()))
        return KnownInputs{*written, true};
    return sent ? std::optional(KnownInputs{*sent, false}) : std::nullopt;
}

} // namespace metascope
