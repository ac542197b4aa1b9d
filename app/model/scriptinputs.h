// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/inputs.h"
#include "app/domain/workspace.h"

#include <optional>

namespace metascope {

/// The inputs that a XanoScript declares in its `input` block; nothing where it has none. What cannot be understood in there is
/// a row of Form::Raw for each of its lines. Linear in the script's length, whatever it is.
std::optional<InputRows> inputsFromScript(const QString &script);

/// What is known of an object's inputs.
struct KnownInputs {
    InputRows inputs;
    bool isFromScript = false; ///< else from the member `input` of its JSON
    bool operator==(const KnownInputs &) const = default;
};

/// From the list that the server sends with an object; where it sends none, or an empty one, from its XanoScript. Nothing where
/// neither tells anything, and for a run: what it was given is no declaration.
std::optional<KnownInputs> knownInputs(const ObjectSummary &object);

} // namespace metascope
