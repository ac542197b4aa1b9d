// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/trafficlog.h"

#include <QtWidgets/QTabWidget>

class QLabel;
class QPlainTextEdit;

namespace metascope {

/// One exchange, to read: its request and its answer with headers and bodies, all as plain text. JSON is indented; numbers
/// keep their digits. What is not the whole body says so.
class ExchangePane final : public QTabWidget {
    Q_OBJECT
public:
    explicit ExchangePane(QWidget *parent = nullptr);

    /// Null: nothing is picked.
    void setEntry(const TrafficEntry *entry);

private:
    struct Side {
        QLabel *remark;
        QPlainTextEdit *text;
    };
    Side addSide(const QString &title, const char *name);
    /// Fills the page that is seen: of a long body, each text is dear.
    void fill();
    void show(const Side &side, const QString &text, const QString &remark) const;

    Side m_request;
    Side m_response;
    std::optional<TrafficEntry> m_entry;
};

} // namespace metascope
