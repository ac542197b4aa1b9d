// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/workspace.h"
#include "app/model/codetokens.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace metascope {

/// A text of an object that is read as code.
struct CodePart {
    QString title;
    QString text;
    code::Language language = code::Language::XanoScript;
    QString emptySentence = {}; ///< instead of an empty text
    bool operator==(const CodePart &) const = default;
};

/// Its XanoScript, and of a run what went in and came out: bodies as JSON, secret headers and members redacted. Longer bodies
/// than a person reads are cut, which the text says.
QList<CodePart> codePartsOf(const ObjectSummary &object);
/// Whether a member is told by codePartsOf() or as a table of inputs.
bool hasOwnPlace(const ObjectSummary &object, const RawJson::Member &member);
/// A run's address, without the values of what is called like a secret in its query.
QString shownUri(QString uri);
/// "none", "required", or the table that people sign in with, as far as the server says it.
QString authenticationWords(const RawJson &auth);

} // namespace metascope
