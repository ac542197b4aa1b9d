// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/edit/schemadocument.h"
#include "ui/editors/facts/factspage.h"

class QStackedWidget;

namespace metascope {

class SchemaPane;

/// A table that cannot be read, as it is kept: its schema, as far as that is kept, and its facts. Nothing can be staged here.
class KeptTablePage final : public FactsPage {
    Q_OBJECT
public:
    KeptTablePage(const EditorRequest &request, const ReadingParts &parts, QWidget *parent = nullptr);

protected:
    void adopted(const ObjectSummary &object) override;
    [[nodiscard]] ObjectSummary factsOf(ObjectSummary object) const override;

private:
    void nameTables();

    SchemaDocument m_document;
    ReplyScope m_tables;
    QStackedWidget *m_stack;
    SchemaPane *m_pane;
};

} // namespace metascope
