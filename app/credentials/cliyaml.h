// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"
#include "app/base/secret.h"

#include <yaml-cpp/yaml.h>

#include <QtCore/QString>

namespace metascope::cliyaml {

/// The file of the CLI behind every link, or why there is none. Error: Storage.
Result<QString> resolve(const QString &file);
/// Its text; it holds tokens. Errors: Storage.
Result<Secret> read(const QString &file);
/// The document, or nothing where it is no YAML; never throws. Errors: Validation, with the line and without its text.
Result<YAML::Node> parse(const Secret &text);
/// `profiles.NAME` as a map, in the file's order. Error: Validation where there are none.
Result<YAML::Node> profilesOf(const YAML::Node &document);
/// The text of a scalar; empty for anything else.
QString textOf(const YAML::Node &node);

} // namespace metascope::cliyaml
