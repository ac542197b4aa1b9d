// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/facts/factspage.h"

class QLabel;
class QLineEdit;

namespace metascope {

class EmptyState;
class FactTable;

/// An API group for reading: its facts, and its endpoints from one list. Opens an endpoint by Enter or a double click.
class GroupPage final : public FactsPage {
    Q_OBJECT
public:
    GroupPage(const EditorRequest &request, const ReadingParts &parts, QWidget *parent = nullptr);

    void reload() override;
    void setTimeZone(const QTimeZone &zone) override;

private:
    QWidget *buildEndpoints();
    void readEndpoints();
    void askLastListed();
    void adopt(const QList<ObjectSummary> &endpoints);
    void refresh();
    void showEmpty(bool isEmpty);
    void open(const QString &key);

    ReplyScope m_listScope;
    QList<ObjectSummary> m_endpoints;
    bool m_isKnown = false; ///< read or remembered
    QString m_problem; ///< why they could not be read
    bool m_isTold = false; ///< the bar above says it
    QLineEdit *m_filter;
    QLabel *m_count;
    QLabel *m_note;
    FactTable *m_table;
    EmptyState *m_empty;
};

} // namespace metascope
