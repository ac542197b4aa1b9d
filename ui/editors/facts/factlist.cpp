// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factlist.h"

#include <QtCore/QLocale>

#include <array>

namespace metascope {

namespace {

/// Where a fact stands in the answer, and its label.
struct Member {
    const char *key;
    const char *label;
    bool isCode;
};

constexpr std::array members{
    Member{"verb", QT_TRANSLATE_NOOP("metascope::FactList", "Method"), false},
    Member{"guid", QT_TRANSLATE_NOOP("metascope::FactList", "GUID"), true},
    Member{"canonical", QT_TRANSLATE_NOOP("metascope::FactList", "Canonical"), true},
    Member{"swagger", QT_TRANSLATE_NOOP("metascope::FactList", "Swagger"), false},
    Member{"auth", QT_TRANSLATE_NOOP("metascope::FactList", "Authentication"), false},
    Member{"active", QT_TRANSLATE_NOOP("metascope::FactList", "Active"), false},
    Member{"tag", QT_TRANSLATE_NOOP("metascope::FactList", "Tags"), false},
    Member{"branch", QT_TRANSLATE_NOOP("metascope::FactList", "Branch"), false},
};

QString textOf(const RawJson &value)
{
    if (value.isArray()) {
        QStringList parts;
        const auto elements = value.elements();
        for (const RawJson &element : elements)
            parts.append(element.toString().value_or(QString::fromUtf8(element.text())));
        return parts.join(QStringLiteral(", "));
    }
    if (const auto flag = value.toBool())
        return *flag ? FactList::tr("yes") : FactList::tr("no");
    return value.toString().value_or(QString::fromUtf8(value.text()));
}

} // namespace

QString FactList::moment(const QDateTime &moment, const QTimeZone &zone)
{
    const QDateTime local = moment.toTimeZone(zone);
    return QLocale().toString(local, QLocale::ShortFormat) + QLatin1Char(' ') + local.timeZoneAbbreviation();
}

QList<Fact> FactList::of(const ObjectSummary &object, const QTimeZone &zone)
{
    QList<Fact> facts;
    const auto add = [&facts](const QString &label, const QString &value, bool isCode = false) {
        if (!value.isEmpty())
            facts.append({label, value, isCode});
    };
    add(tr("Kind"), kindName(object.kind));
    add(tr("ID"), object.key.isEmpty() ? QString::number(object.id.value()) : object.key, true);
    add(tr("Description"), object.description);
    if (object.createdAt)
        add(tr("Created"), moment(*object.createdAt, zone));
    if (object.updatedAt)
        add(tr("Updated"), moment(*object.updatedAt, zone));
    for (const Member &member : members) {
        const auto value = object.raw.member(QString::fromLatin1(member.key));
        if (value && !value->isNull() && !value->isObject())
            add(tr(member.label), textOf(*value), member.isCode);
    }
    return facts;
}

} // namespace metascope
