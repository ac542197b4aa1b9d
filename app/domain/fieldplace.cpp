// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/fieldplace.h"

#include <algorithm>

namespace metascope {

FieldPlace FieldPlace::parent() const
{
    FieldPlace up = *this;
    if (!up.path.isEmpty())
        up.path.removeLast();
    return up;
}

FieldPlace FieldPlace::child(qsizetype position) const
{
    FieldPlace down = *this;
    down.path.append(position);
    return down;
}

const Field *fieldDown(const Field &top, const QList<qsizetype> &path)
{
    const Field *field = &top;
    for (const qsizetype position : path) {
        if (position < 0 || position >= field->children.size())
            return nullptr;
        field = &field->children.at(position);
    }
    return field;
}

Field *fieldDown(Field &top, const QList<qsizetype> &path)
{
    Field *field = &top;
    for (const qsizetype position : path) {
        if (position < 0 || position >= field->children.size())
            return nullptr;
        field = &field->children[position];
    }
    return field;
}

QString pathText(const Field &top, const QList<qsizetype> &path)
{
    QStringList names{top.name};
    const Field *field = &top;
    for (const qsizetype position : path) {
        if (position < 0 || position >= field->children.size())
            break;
        field = &field->children.at(position);
        names.append(field->name);
    }
    return names.join(QLatin1Char('.'));
}

const Field *loadedChild(const QList<Field> &loaded, const QList<Field> &siblings, const Field &child)
{
    const auto isSame = [&child](const Field &other) { return other.raw == child.raw; };
    if (child.raw.isObject() && child.raw.member(u"name"))
        if (const auto same = std::ranges::find_if(loaded, isSame); same != loaded.end())
            return &*same;
    const auto named = std::ranges::find(loaded, child.name, &Field::name);
    if (named == loaded.end())
        return nullptr;
    const bool taken = std::ranges::any_of(siblings, [&](const Field &other) {
        return &other != &child && other.raw.isObject() && other.raw == named->raw;
    });
    return taken ? nullptr : &*named;
}

} // namespace metascope
