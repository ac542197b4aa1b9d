// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/nodepath.h"

#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <algorithm>

namespace metascope {

namespace {

constexpr QLatin1Char slash('/');

QString text(std::string_view key)
{
    return QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size()));
}

std::optional<Section> sectionFrom(const QString &key)
{
    const auto row
        = std::ranges::find_if(sectionTable, [&key](const SectionRow &each) { return text(each.key) == key; });
    return row == sectionTable.end() ? std::nullopt : std::optional(row->section);
}

std::optional<qint64> numberOf(const QString &number)
{
    bool ok = false;
    const qint64 value = number.toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

/// Whether the key of an object of the kind need not be a number. No instance stands within a workspace.
constexpr bool mayBeText(Kind kind)
{
    return kindRow(kind).objectKey != ObjectKey::Id && kind != Kind::Instance;
}

/// The parts of a key, taken one after the other.
class Parts final {
public:
    explicit Parts(const QString &key) : m_parts(key.split(slash)) {}
    [[nodiscard]] bool isAtEnd() const { return m_next >= m_parts.size(); }
    QString take() { return isAtEnd() ? QString() : m_parts.at(m_next++); }
    [[nodiscard]] QString ahead() const { return isAtEnd() ? QString() : m_parts.at(m_next); }

private:
    QStringList m_parts;
    qsizetype m_next = 0;
};

/// KIND[/OBJECT] into `path`.
bool takeKind(Parts &parts, NodePath &path)
{
    path.kind = kindFromKey(parts.take());
    if (!path.kind)
        return false;
    path.object.clear();
    if (parts.isAtEnd())
        return true;
    path.object = QUrl::fromPercentEncoding(parts.take().toLatin1());
    return path.isObject() && (mayBeText(*path.kind) || path.id());
}

} // namespace

std::optional<ObjectId> NodePath::id() const
{
    const auto number = numberOf(object);
    return number ? std::optional(ObjectId(*number)) : std::nullopt;
}

QString NodePath::key() const
{
    QString key = instance.value();
    if (workspace)
        key += slash + QString::number(workspace->value());
    if (const auto within = kind ? sectionOf(*kind) : section)
        key += slash + text(sectionRow(*within).key);
    if (kind == Kind::Endpoint && group)
        key += slash + kindKey(Kind::ApiGroup) + slash + QString::number(group->value());
    if (kind)
        key += slash + kindKey(*kind);
    if (isObject())
        key += slash + objectPart(object);
    return key;
}

QString NodePath::objectPart(const QString &object)
{
    // Most are numbers, and of those a large workspace has very many. Labels and names can hold anything, slashes too.
    if (std::ranges::all_of(object, [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); }))
        return object;
    return QString::fromLatin1(QUrl::toPercentEncoding(object));
}

std::optional<NodePath> NodePath::fromKey(const QString &key)
{
    Parts parts(key);
    NodePath path;
    path.instance = InstanceId(parts.take());
    if (parts.isAtEnd())
        return path;
    const auto workspace = numberOf(parts.take());
    if (!workspace)
        return std::nullopt;
    path.workspace = WorkspaceId(*workspace);
    if (parts.isAtEnd())
        return path;
    const auto section = sectionFrom(parts.ahead());
    if (section) {
        parts.take();
        if (parts.isAtEnd()) {
            path.section = section;
            return path;
        }
    }
    if (!takeKind(parts, path) || sectionOf(*path.kind) != section)
        return std::nullopt;
    if (!parts.isAtEnd()) {
        path.group = path.id();
        if (path.kind != Kind::ApiGroup || !path.group || !takeKind(parts, path) || path.kind != Kind::Endpoint)
            return std::nullopt;
    }
    return parts.isAtEnd() ? std::optional(path) : std::nullopt;
}

NodePath NodePath::ofInstance(const InstanceId &instance)
{
    NodePath path;
    path.instance = instance;
    return path;
}

NodePath NodePath::ofWorkspace(const InstanceId &instance, WorkspaceId workspace)
{
    NodePath path = ofInstance(instance);
    path.workspace = workspace;
    return path;
}

NodePath NodePath::ofKind(const InstanceId &instance, WorkspaceId workspace, Kind kind)
{
    NodePath path = ofWorkspace(instance, workspace);
    path.kind = kind;
    return path;
}

} // namespace metascope
