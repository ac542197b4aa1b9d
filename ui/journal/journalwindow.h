// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/model/journalmodel.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace metascope {

class IconProvider;
class JournalDetail;
class MessageBar;
class Theme;
class WriteJournal;

/// Tools > Change Journal: every write that this program has sent, latest first, with what stood before and after. Looking
/// sends nothing. Follows the journal while it is open.
class JournalWindow final : public QDialog {
    Q_OBJECT
public:
    /// The collaborators outlive the window.
    JournalWindow(WriteJournal &journal, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// Writes the shown entries to a file, as JSON.
    void exportTo(const QString &fileName);

Q_SIGNALS:
    void helpRequested();
    /// The inverse of that change is to be staged in its table.
    void inverseRequested(const metascope::JournalEntry &entry, const metascope::JournalTexts &texts);

private:
    [[nodiscard]] QLayout *buildFilters();
    void buildTable();
    [[nodiscard]] QLayout *buildFoot();
    void read();
    void showPicked();
    void showCount();
    void fillInstances();
    [[nodiscard]] const JournalEntry *picked() const;
    /// Why the picked one's inverse cannot be staged; empty: it can.
    [[nodiscard]] QString reasonAgainstInverse() const;
    void chooseFile();
    void saved(const QString &fileName, int count, const Result<Done> &result);

    WriteJournal &m_journal;
    JournalModel *m_model;
    JournalFilter *m_filtered;
    MessageBar *m_bar;
    QLineEdit *m_filter;
    QComboBox *m_instance;
    QComboBox *m_outcome;
    QStackedWidget *m_pages;
    QTableView *m_table;
    JournalDetail *m_detail;
    QLabel *m_count;
    QPushButton *m_inverse = nullptr;
    QPushButton *m_export = nullptr;
    qint64 m_shown = 0; ///< the entry whose texts are shown; 0: none
    std::optional<JournalTexts> m_texts; ///< of that
    ReplyScope m_reading;
    ReplyScope m_picking;
};

} // namespace metascope
