// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/editorregistry.h"
#include "ui/editors/facts/readingparts.h"
#include "ui/editors/table/tableeditor.h"

namespace metascope {

class LazyTree;

/// Makes `editors` able to open every kind. `reading` and `tree` must outlive it.
void addEditors(EditorRegistry &editors, const ReadingParts &reading, LazyTree &tree,
                const TableEditor::Parts &tableParts);

} // namespace metascope
