// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/jsonmembers.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct FieldText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Field)
};

} // namespace

Error missing(const QString &path, const QString &expected)
{
    return Error::local(ErrorKind::Decode, FieldText::tr("the answer holds no %1 at %2").arg(expected, path), path);
}

QString textOr(const RawJson &json, QStringView member, const QString &otherwise)
{
    const auto value = json.member(member);
    return value ? value->toString().value_or(otherwise) : otherwise;
}

bool isVoid(const std::optional<RawJson> &json)
{
    return !json || json->isNull() || json->text() == "\"\"" || (json->isArray() && json->elements().isEmpty())
        || (json->isObject() && json->members().isEmpty());
}

} // namespace metascope
