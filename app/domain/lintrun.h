// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/namewords.h"
#include "app/domain/schemalint.h"

#include <QtCore/QSet>

#include <functional>

namespace metascope {

/// One look at a schema: what its rules ask more than once, worked out beforehand, and what they have found.
class LintRun {
public:
    /// A field, or one nested in it.
    struct Spot {
        EntryKey key;
        const Field &field;
        QStringList path; ///< names below the top-level field
        QString subject; ///< the whole path
        QStringList words; ///< of its name
        [[nodiscard]] bool isTop() const { return path.isEmpty(); }
    };

    /// Both outlive it.
    LintRun(const TableSchema &schema, const LintContext &context);

    [[nodiscard]] const LintContext &context() const { return m_context; }
    /// All fields but the primary key, each before those nested in it.
    void eachField(const std::function<void(const Spot &)> &look) const;
    [[nodiscard]] QStringList samplesOf(const Spot &spot) const;
    /// Whether a btree index (the primary key's included) begins with that field.
    [[nodiscard]] bool beginsAnIndex(const QString &field) const { return m_leading.contains(field); }
    /// Whether an index before that one says the same.
    [[nodiscard]] bool isDuplicate(EntryKey index) const { return m_duplicates.contains(index); }
    /// An index that makes that one superfluous, or null: a btree one that begins with its fields and goes on, or has the
    /// same and is unique as well. A unique one is a constraint and never superfluous.
    [[nodiscard]] const Index *longerThan(const Keyed<Index> &index) const;
    /// How most names are written; OneWord where there is no majority.
    [[nodiscard]] NameStyle usualStyle() const { return m_usualStyle; }
    [[nodiscard]] bool isNameTaken(const QString &name) const { return m_names.contains(collisionKey(name)); }

    void find(LintRule rule, const Spot &spot, const QString &sentence, std::optional<SchemaFix> fix = std::nullopt);
    void find(LintRule rule, const Spot &spot, const QString &sentence, const QString &fixName, const Field &fixed);
    void find(LintRule rule, const Keyed<Index> &index, const QString &sentence, SchemaFix fix);
    [[nodiscard]] const QList<LintFinding> &findings() const { return m_findings; }

    /// "status, created_at desc".
    static QString fieldsText(const Index &index);

private:
    void readIndexes();
    void readNames();

    const TableSchema &m_schema;
    const LintContext &m_context;
    QSet<QString> m_leading;
    QSet<EntryKey> m_duplicates;
    QHash<QString, const Index *> m_longer; ///< by beginning
    QSet<QString> m_names;
    NameStyle m_usualStyle = NameStyle::OneWord;
    QList<LintFinding> m_findings;
};

/// A name that the server gave by itself.
bool isOfServer(const QString &name);

} // namespace metascope
