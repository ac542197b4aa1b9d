// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journalwindow.h"

#include "app/edit/schemainverse.h"
#include "app/model/journalwords.h"
#include "app/store/writejournal.h"
#include "ui/journal/journaldetail.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QDir>
#include <QtCore/QSaveFile>
#include <QtGui/QScreen>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

namespace {

enum Page { TablePage, EmptyPage, NoMatchPage };

QLabel *buddyLabel(const QString &text, QWidget *buddy, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setBuddy(buddy);
    buddy->setAccessibleName(text);
    return label;
}

/// For this user alone: it holds what is in workspaces.
Result<Done> save(const QString &fileName, const QByteArray &text)
{
    QSaveFile file(fileName);
    const bool isOpen = file.open(QIODevice::WriteOnly);
    if (isOpen)
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (isOpen && file.write(text) == text.size() && file.commit())
        return Done{};
    return Failure(Error::local(ErrorKind::Storage,
                                JournalWindow::tr("“%1” could not be written: %2")
                                    .arg(QDir::toNativeSeparators(fileName), file.errorString())));
}

} // namespace

JournalWindow::JournalWindow(WriteJournal &journal, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QDialog(parent), m_journal(journal), m_model(new JournalModel(this)),
      m_filtered(new JournalFilter(*m_model, this)), m_bar(new MessageBar(theme, icons, this)),
      m_filter(new QLineEdit(this)), m_instance(new QComboBox(this)), m_outcome(new QComboBox(this)),
      m_pages(new QStackedWidget), m_table(new QTableView), m_detail(new JournalDetail), m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("journalWindow"));
    setWindowTitle(tr("Change Journal"));
    setModal(false);
    m_bar->setClosable(true);
    buildTable();
    auto *empty = new EmptyState;
    empty->setContent(tr("Nothing was written yet. Every change that Metascope sends is noted here before it leaves."));
    auto *noMatch = new EmptyState;
    noMatch->setContent(tr("No change matches the filter."));
    m_pages->addWidget(m_table);
    m_pages->addWidget(empty);
    m_pages->addWidget(noMatch);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pages);
    splitter->addWidget(m_detail);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::edge, spacing::edge, spacing::edge, spacing::edge);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_bar);
    layout->addLayout(buildFilters());
    layout->addWidget(splitter, 1);
    layout->addLayout(buildFoot());
    const QSize wanted(fontMetrics().averageCharWidth() * 165, fontMetrics().height() * 46);
    resize(wanted.boundedTo(screen()->availableSize()));

    connect(&m_journal, &WriteJournal::changed, this, [this](const JournalEntry &entry) {
        m_model->put(entry);
        fillInstances();
        showCount();
        if (entry.id == m_shown)
            showPicked();
    });
    connect(&m_journal, &WriteJournal::pruned, m_model, &JournalModel::remove);
    connect(&m_journal, &WriteJournal::failed, m_bar, &MessageBar::showError);
    showCount();
    showPicked();
    read();
}

QLayout *JournalWindow::buildFilters()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::control);
    m_filter->setObjectName(QStringLiteral("journalFilter"));
    m_filter->setAccessibleName(tr("Filter Changes"));
    m_filter->setPlaceholderText(tr("Filter Changes"));
    m_filter->setClearButtonEnabled(true);
    m_instance->setObjectName(QStringLiteral("journalInstance"));
    m_instance->addItem(tr("All instances"), QString());
    m_outcome->setObjectName(QStringLiteral("journalOutcome"));
    m_outcome->addItem(tr("Any outcome"));
    for (const WriteOutcome outcome :
         {WriteOutcome::Pending, WriteOutcome::Done, WriteOutcome::Failed, WriteOutcome::Unknown})
        m_outcome->addItem(journalwords::outcome(outcome), static_cast<int>(outcome));
    row->addWidget(m_filter, 1);
    row->addWidget(buddyLabel(tr("Instance"), m_instance, this));
    row->addWidget(m_instance);
    row->addWidget(buddyLabel(tr("Outcome"), m_outcome, this));
    row->addWidget(m_outcome);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setText(text);
        showCount();
    });
    connect(m_instance, &QComboBox::currentIndexChanged, this, [this] {
        m_filtered->setInstance(m_instance->currentData().toString());
        showCount();
    });
    connect(m_outcome, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant chosen = m_outcome->currentData();
        m_filtered->setOutcome(chosen.isValid() ? std::optional(static_cast<WriteOutcome>(chosen.toInt()))
                                                : std::nullopt);
        showCount();
    });
    return row;
}

void JournalWindow::buildTable()
{
    m_table->setObjectName(QStringLiteral("changeJournal"));
    m_table->setAccessibleName(tr("Change Journal"));
    m_table->setModel(m_filtered);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + spacing::rowPadding);
    QHeaderView *head = m_table->horizontalHeader();
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int character = m_table->fontMetrics().averageCharWidth();
    using enum JournalModel::Column;
    for (const auto &[column, characters] : std::initializer_list<std::pair<int, int>>{
             {TimeColumn, 22}, {InstanceColumn, 16}, {WorkspaceColumn, 16}, {TableColumn, 18}, {OutcomeColumn, 12}})
        m_table->setColumnWidth(column, std::max(character * characters, head->sectionSizeHint(column)));
    head->setSectionResizeMode(ChangeColumn, QHeaderView::Stretch);
    m_table->setMinimumHeight(m_table->verticalHeader()->defaultSectionSize() * 5);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JournalWindow::showPicked);
}

QLayout *JournalWindow::buildFoot()
{
    auto *foot = new QHBoxLayout;
    foot->setSpacing(spacing::control);
    m_count->setObjectName(QStringLiteral("journalCount"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    foot->addWidget(m_count, 1);
    const auto button = [this, foot](const char *name, const QString &text) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(name));
        made->setAccessibleName(text);
        made->setAutoDefault(false);
        foot->addWidget(made);
        return made;
    };
    m_inverse = button("journalInverse", tr("Stage the Inverse"));
    m_export = button("journalExport", tr("Export…"));
    QPushButton *help = button("journalHelp", tr("Help"));
    help->setShortcut(QKeySequence::HelpContents);
    QPushButton *close = button("journalClose", tr("Close"));
    connect(m_inverse, &QPushButton::clicked, this, [this] {
        if (const JournalEntry *entry = picked(); entry && m_texts)
            Q_EMIT inverseRequested(*entry, *m_texts);
    });
    connect(m_export, &QPushButton::clicked, this, &JournalWindow::chooseFile);
    connect(help, &QPushButton::clicked, this, &JournalWindow::helpRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return foot;
}

void JournalWindow::read()
{
    m_reading.await(m_journal.entries(), [this](const Result<QList<JournalEntry>> &entries) {
        if (!entries) {
            m_bar->showError(entries.error());
            connect(m_bar->addButton(tr("Retry")), &QPushButton::clicked, this, &JournalWindow::read);
            return;
        }
        m_model->fill(*entries);
        fillInstances();
        showCount();
    });
}

void JournalWindow::fillInstances()
{
    const QStringList names = m_model->instances();
    if (m_instance->count() == names.size() + 1)
        return;
    for (qsizetype i = 0; i < names.size(); ++i)
        if (m_instance->findData(names.at(i)) < 0)
            m_instance->insertItem(static_cast<int>(i) + 1, names.at(i), names.at(i));
}

void JournalWindow::showCount()
{
    const int all = m_model->rowCount();
    const int shown = m_filtered->rowCount();
    m_pages->setCurrentIndex(all == 0 ? EmptyPage : shown == 0 ? NoMatchPage : TablePage);
    m_count->setText(m_filtered->isFiltering() ? tr("%1 of %2 changes").arg(shown).arg(all)
                                               : tr("%n change(s)", nullptr, all));
    m_export->setEnabled(shown > 0);
}

const JournalEntry *JournalWindow::picked() const
{
    return m_model->entryAt(m_filtered->mapToSource(m_table->currentIndex()));
}

QString JournalWindow::reasonAgainstInverse() const
{
    const JournalEntry *entry = picked();
    if (!entry || !m_texts)
        return tr("Pick a change first");
    if (!invertibleCall(entry->method, entry->pathTemplate))
        return tr("Only changes of fields and indexes can be staged as their inverse");
    if (entry->outcome == WriteOutcome::Failed)
        return tr("It was not done: there is nothing to take back");
    if (entry->outcome == WriteOutcome::Pending)
        return tr("It is still under way");
    return {};
}

void JournalWindow::showPicked()
{
    const JournalEntry *entry = picked();
    if (!entry) {
        m_picking.restart();
        m_shown = 0;
        m_texts.reset();
        m_detail->clear();
    } else if (entry->id == m_shown && m_texts) {
        m_detail->show(*entry, m_texts);
    } else {
        m_picking.restart();
        m_shown = entry->id;
        m_texts.reset();
        m_detail->show(*entry, std::nullopt);
        m_picking.await(m_journal.texts(entry->id), [this](const Result<JournalTexts> &texts) {
            if (!texts) {
                m_detail->showProblem(describe(texts.error()));
                return;
            }
            m_texts = *texts;
            showPicked();
        });
    }
    const QString reason = reasonAgainstInverse();
    m_inverse->setEnabled(reason.isEmpty());
    m_inverse->setToolTip(reason);
    m_inverse->setAccessibleDescription(reason);
}

void JournalWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the Change Journal"), QDir::homePath(), tr("JSON (*.json)"));
    dialog->setObjectName(QStringLiteral("journalFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("metascope-journal-%1.json")
                           .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    connect(dialog, &QFileDialog::fileSelected, this, &JournalWindow::exportTo);
    dialog->open();
}

void JournalWindow::exportTo(const QString &fileName)
{
    QList<qint64> ids;
    for (int row = 0; row < m_filtered->rowCount(); ++row)
        ids.append(m_model->entryAt(m_filtered->mapToSource(m_filtered->index(row, 0)))->id);
    m_reading.await(m_journal.exported(ids),
                    [this, fileName, count = static_cast<int>(ids.size())](const Result<QByteArray> &text) {
                        saved(fileName, count, text ? save(fileName, *text) : Failure(text.error()));
                    });
}

void JournalWindow::saved(const QString &fileName, int count, const Result<Done> &result)
{
    if (result)
        m_bar->showMessage(
            MessageBar::Kind::Info,
            tr("%n change(s) were written to %1.", nullptr, count).arg(QDir::toNativeSeparators(fileName)));
    else
        m_bar->showError(result.error());
}

} // namespace metascope
