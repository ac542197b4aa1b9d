// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"
#include "app/search/palettequery.h"
#include "ui/palette/palettemodel.h"

#include <QtCore/QCoreApplication>

#include <array>

class QMenuBar;

namespace metascope {

class IconProvider;
class NameIndex;
struct NamedObject;

/// What the palette shows for what was typed: rows, and a sentence under them.
class PaletteContent final {
    Q_DECLARE_TR_FUNCTIONS(metascope::PaletteContent)

public:
    struct Page {
        QList<PaletteRow> rows;
        QString status;
    };
    static constexpr qsizetype mostRows = 100;

    /// All of it must outlive this.
    PaletteContent(NameIndex &index, const IconProvider &icons, const QMenuBar &menus);

    [[nodiscard]] Page page(const QString &typed) const;

private:
    [[nodiscard]] Page objects(const PaletteQuery &query) const;
    [[nodiscard]] Page recent() const;
    [[nodiscard]] Page commands(const QString &pattern) const;
    [[nodiscard]] Page prefixes(const QString &pattern) const;
    [[nodiscard]] PaletteRow objectRow(const NamedObject &object, bool isPinned) const;
    static QString noMatch(const QString &pattern);

    NameIndex &m_index;
    const QMenuBar &m_menus;
    std::array<QIcon, kindTable.size()> m_kindIcons;
};

} // namespace metascope
