// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/jsontreemodel.h"

#include "app/base/jsonscanner.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace metascope {

namespace {

constexpr int chunk = 500; ///< members that one fetchMore() takes in
constexpr qsizetype chunkBytes = 500'000; ///< and the text that it walks over before it stops

std::string_view view(const QByteArray &bytes, qsizetype from, qsizetype size)
{
    return {bytes.constData() + from, static_cast<std::size_t>(size)};
}

/// On one line, and not so long that painting it takes time.
QString oneLine(const QString &text)
{
    QString shown = text.left(JsonTreeModel::longestShown);
    if (!shown.isEmpty() && shown.back().isHighSurrogate())
        shown.chop(1);
    for (QChar &c : shown)
        if (c.category() == QChar::Other_Control)
            c = c == QLatin1Char('\n') ? QChar(0x21B5) : QChar(QChar::Space);
    if (text.size() > JsonTreeModel::longestShown)
        shown += QChar(0x2026);
    return shown;
}

/// How much of a string's text to decode for what is shown of it, without a cut through an escape or a character.
qsizetype shownBytes(std::string_view quoted)
{
    constexpr std::size_t enough = 4 * JsonTreeModel::longestShown;
    std::size_t at = 1;
    while (at < quoted.size() - 1) {
        std::size_t next = at + 1;
        if (quoted[at] == '\\')
            next = at + (quoted[at + 1] == 'u' ? 6U : 2U);
        while (next < quoted.size() && (static_cast<unsigned char>(quoted[next]) & 0xC0U) == 0x80U)
            ++next;
        if (next > enough)
            break;
        at = next;
    }
    return static_cast<qsizetype>(at);
}

bool isPlainKey(const QString &key)
{
    const auto isWord = [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || u == u'_' || (u >= u'0' && u <= u'9');
    };
    return !key.isEmpty() && !key.front().isDigit() && std::ranges::all_of(key, isWord);
}

} // namespace

struct JsonTreeModel::Node {
    Node *parent = nullptr;
    qsizetype keyBegin = -1; ///< an element of an array has none
    qsizetype keySize = 0;
    qsizetype begin = 0;
    qsizetype size = 0;
    int row = 0;
    char open = '\0'; ///< the first byte: the kind
    bool complete = false;
    qsizetype next = 0; ///< where the members that are not known yet begin
    std::vector<std::unique_ptr<Node>> children;

    [[nodiscard]] bool isContainer() const { return open == '{' || open == '['; }
};

JsonTreeModel::JsonTreeModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>())
{
    m_root->complete = true;
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setJson(const RawJson &json)
{
    beginResetModel();
    m_json = json;
    m_root = std::make_unique<Node>();
    m_root->size = json.text().size();
    m_root->open = json.text().front();
    if (!m_root->isContainer()) {
        auto only = std::make_unique<Node>();
        only->parent = m_root.get();
        only->size = m_root->size;
        only->open = m_root->open;
        only->complete = true;
        m_root->children.push_back(std::move(only));
        m_root->complete = true;
    }
    m_root->next = 1;
    endResetModel();
}

JsonTreeModel::Node *JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, KeyColumn, node);
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    const bool isThere = row >= 0 && row < static_cast<int>(node->children.size()) && column >= 0
        && column < ColumnCount && parent.column() <= 0;
    return isThere ? createIndex(row, column, node->children[static_cast<std::size_t>(row)].get()) : QModelIndex();
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (parent.column() > 0 || (!node->isContainer() && node != m_root.get()))
        return false;
    if (!node->children.empty() || node->complete)
        return !node->children.empty();
    JsonScanner scanner(view(m_json.text(), node->begin + 1, node->size - 1));
    return !scanner.take(node->open == '{' ? '}' : ']');
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return parent.column() <= 0 && node->isContainer() && !node->complete;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetch(nodeOf(parent), -1);
}

void JsonTreeModel::fetch(Node *node, qsizetype byte)
{
    const QByteArray &text = m_json.text();
    const qsizetype base = node->next;
    JsonScanner scanner(view(text, base, node->begin + node->size - base));
    const auto here = [&scanner, base] { return base + static_cast<qsizetype>(scanner.position()); };
    std::vector<std::unique_ptr<Node>> found;
    const int first = static_cast<int>(node->children.size());
    const char close = node->open == '{' ? '}' : ']';
    bool complete = first == 0 && scanner.take(close);
    while (!complete) {
        auto child = std::make_unique<Node>();
        child->parent = node;
        child->row = first + static_cast<int>(found.size());
        if (node->open == '{') {
            scanner.skipSpace();
            child->keyBegin = here();
            const auto key = scanner.string();
            if (!key || !scanner.take(':')) // never in a checked text
                break;
            child->keySize = static_cast<qsizetype>(key->size());
        }
        const auto value = scanner.value();
        if (!value)
            break;
        child->size = static_cast<qsizetype>(value->size());
        child->begin = here() - child->size;
        child->open = value->front();
        child->next = child->begin + 1;
        child->complete = !child->isContainer();
        const bool isReached = child->begin + child->size > byte;
        found.push_back(std::move(child));
        complete = !scanner.take(',');
        node->next = here();
        if (isReached && (static_cast<int>(found.size()) >= chunk || here() - base >= chunkBytes))
            break;
    }
    node->complete = complete || found.empty();
    if (found.empty())
        return;
    beginInsertRows(indexOf(node), first, first + static_cast<int>(found.size()) - 1);
    std::ranges::move(found, std::back_inserter(node->children));
    endInsertRows();
}

QModelIndex JsonTreeModel::indexAt(qsizetype byte)
{
    if (byte < 0 || byte >= m_json.text().size())
        return {};
    Node *node = m_root.get();
    for (;;) {
        const auto isLoaded = [node, byte] {
            return !node->children.empty() && node->children.back()->begin + node->children.back()->size > byte;
        };
        if (node->isContainer() && !node->complete && !isLoaded())
            fetch(node, byte);
        const auto after
            = std::ranges::upper_bound(node->children, byte, {}, [](const auto &each) { return each->begin; });
        if (after == node->children.begin())
            return indexOf(node);
        Node *child = std::prev(after)->get();
        if (child->begin == byte || !child->isContainer() || byte >= child->begin + child->size)
            return indexOf(child);
        node = child;
    }
}

QByteArray JsonTreeModel::textOf(const Node *node) const
{
    return m_json.text().mid(node->begin, node->size);
}

QString JsonTreeModel::keyOf(const Node *node) const
{
    if (node->keyBegin >= 0)
        return decodeJsonString(view(m_json.text(), node->keyBegin, node->keySize));
    return m_root->isContainer() ? QString::number(node->row) : QStringLiteral("$");
}

QString JsonTreeModel::shownValue(const Node *node) const
{
    if (!node->isContainer()) {
        const std::string_view text = view(m_json.text(), node->begin, node->size);
        if (node->open != '"')
            return oneLine(QString::fromLatin1(text.data(), std::min<qsizetype>(node->size, longestShown + 1)));
        // decodeJsonString() leaves out the last byte, which is the quote where the whole is shown.
        const qsizetype end = shownBytes(text);
        const QString shown = oneLine(decodeJsonString(text.substr(0, static_cast<std::size_t>(end) + 1)));
        const bool isCut = end + 1 < node->size && !shown.endsWith(QChar(0x2026));
        return QLatin1Char('"') + shown + (isCut ? QStringLiteral("…\"") : QStringLiteral("\""));
    }
    if (!hasChildren(indexOf(node)))
        return node->open == '{' ? QStringLiteral("{}") : QStringLiteral("[]");
    if (!node->complete)
        return node->open == '{' ? QStringLiteral("{…}") : QStringLiteral("[…]");
    const auto count = static_cast<int>(node->children.size());
    return node->open == '{' ? tr("{%n member(s)}", nullptr, count) : tr("[%n element(s)]", nullptr, count);
}

QString JsonTreeModel::pathOf(const Node *node) const
{
    QStringList steps;
    for (; node->parent; node = node->parent) {
        if (!m_root->isContainer())
            continue;
        const QString key = keyOf(node);
        if (node->keyBegin < 0)
            steps.prepend(QStringLiteral("[%1]").arg(node->row));
        else if (isPlainKey(key))
            steps.prepend(QLatin1Char('.') + key);
        else
            steps.prepend(QLatin1Char('[') + QString::fromUtf8(encodeJsonString(key)) + QLatin1Char(']'));
    }
    return QLatin1Char('$') + steps.join(QString());
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole: return index.column() == KeyColumn ? oneLine(keyOf(node)) : shownValue(node);
    case PathRole: return pathOf(node);
    case RawTextRole: return textOf(node);
    case CopyRole: {
        if (node->open == '"')
            return decodeJsonString(view(m_json.text(), node->begin, node->size));
        return QString::fromUtf8(textOf(node));
    }
    case KindRole: {
        switch (node->open) {
        case '{': return static_cast<int>(RawJson::Kind::Object);
        case '[': return static_cast<int>(RawJson::Kind::Array);
        case '"': return static_cast<int>(RawJson::Kind::String);
        case 't':
        case 'f': return static_cast<int>(RawJson::Kind::Bool);
        case 'n': return static_cast<int>(RawJson::Kind::Null);
        default: return static_cast<int>(RawJson::Kind::Number);
        }
    }
    default: return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == KeyColumn ? tr("Key") : tr("Value");
}

} // namespace metascope
