// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemalint.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace metascope {

class SchemaDocument;

/// What the lint finds in what is staged in a document, a moment after each change. GUI thread.
class LiveLint final : public QObject {
    Q_OBJECT
public:
    /// `document` outlives it.
    explicit LiveLint(const SchemaDocument &document, QObject *parent = nullptr);

    /// The workspace's tables by name, once all of them are known.
    void setTables(const QHash<TableId, QString> &tables);
    void setOff(const LintRuleSet &rules);
    [[nodiscard]] const QList<LintFinding> &findings() const { return m_findings; }
    /// Whether findings() are of a document that was read.
    [[nodiscard]] bool hasLooked() const { return m_hasLooked; }
    /// Looks now at what is staged now.
    void refresh();

Q_SIGNALS:
    /// findings() are others, or are there for the first time.
    void found();

private:
    const SchemaDocument &m_document;
    LintContext m_context;
    QList<LintFinding> m_findings;
    bool m_hasLooked = false;
    QTimer m_later; ///< not each key is worth a look
};

} // namespace metascope
