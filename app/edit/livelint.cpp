// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/livelint.h"

#include "app/edit/schemadocument.h"

#include <chrono>

namespace metascope {

namespace {

constexpr std::chrono::milliseconds pause(200);

} // namespace

LiveLint::LiveLint(const SchemaDocument &document, QObject *parent) : QObject(parent), m_document(document)
{
    m_later.setSingleShot(true);
    m_later.setInterval(pause);
    connect(&m_later, &QTimer::timeout, this, &LiveLint::refresh);
    connect(&document, &SchemaDocument::changed, &m_later, qOverload<>(&QTimer::start));
}

void LiveLint::setTables(const QHash<TableId, QString> &tables)
{
    m_context.tables = tables;
    m_later.start();
}

void LiveLint::setOff(const LintRuleSet &rules)
{
    if (m_context.off == rules)
        return;
    m_context.off = rules;
    m_later.start();
}

void LiveLint::refresh()
{
    m_later.stop();
    QList<LintFinding> findings = lintSchema(m_document.current(), m_context);
    const bool isFirst = !m_hasLooked && !m_document.base().fields.isEmpty();
    if (findings == m_findings && !isFirst)
        return;
    m_hasLooked = m_hasLooked || isFirst;
    m_findings = std::move(findings);
    Q_EMIT found();
}

} // namespace metascope
