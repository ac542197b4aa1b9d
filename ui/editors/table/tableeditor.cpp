// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/tableeditor.h"

#include "app/base/unreachable.h"
#include "app/edit/planrequests.h"
#include "app/edit/planstories.h"
#include "app/model/tokenwords.h"
#include "app/session/session.h"
#include "app/store/settings.h"
#include "ui/editors/table/changebar.h"
#include "ui/editors/table/draftkeeper.h"
#include "ui/editors/table/schemapane.h"
#include "ui/review/conflictpage.h"
#include "ui/review/reviewpage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/thinprogress.h"

#include <QtCore/QUuid>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace metascope {

namespace {

template <typename T>
QList<T> valuesOf(const QList<Keyed<T>> &entries)
{
    QList<T> values;
    for (const Keyed<T> &entry : entries)
        values.append(entry.value);
    return values;
}

DraftKey draftKeyOf(const EditorRequest &request)
{
    return {request.session->address().base.origin.toString(), request.path.instance, *request.path.workspace,
            TableId(request.path.id()->value())};
}

} // namespace

TableEditor::TableEditor(const EditorRequest &request, const Parts &parts, QWidget *parent)
    : Editor(request, parent), m_table(request.path.id()->value()),
      m_server(std::make_unique<TableSchemaServer>(request.session->client(), *request.path.workspace, m_table)),
      m_lint(m_document), m_drafts(parts.drafts), m_advice(parts.advice), m_wasRead(parts.wasRead),
      m_writeLog(parts.writeLog), m_pages(new QStackedWidget(this)),
      m_pane(new SchemaPane(m_document, parts.theme, parts.icons, this)),
      m_review(new ReviewPage(parts.theme, parts.icons, this)),
      m_conflict(new ConflictPage(parts.theme, parts.icons, this)), m_changeBar(new ChangeBar(this)),
      m_progress(new ThinProgress(parts.theme, this)), m_bar(new MessageBar(parts.theme, parts.icons, this))
{
    setObjectName(QStringLiteral("tableEditor"));
    setTitle(request.name);
    auto *note
        = new QLabel(tr("Tables are shared by all branches and data sources: a change reaches live data."), this);
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setContentsMargins(spacing::edge, spacing::tight, spacing::edge, spacing::tight);
    note->setWordWrap(true);
    auto *edit = new QWidget;
    auto *editLayout = new QVBoxLayout(edit);
    editLayout->setContentsMargins(0, 0, 0, 0);
    editLayout->setSpacing(0);
    editLayout->addWidget(note);
    editLayout->addWidget(m_pane, 1);
    editLayout->addWidget(m_changeBar);
    m_pages->addWidget(edit);
    m_pages->addWidget(m_review);
    m_pages->addWidget(m_conflict);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_progress);
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    m_pane->setEnabled(false);

    connect(&m_document, &SchemaDocument::changed, this, &TableEditor::documentChanged);
    connect(&m_lint, &LiveLint::found, this, [this] { m_pane->setLint(m_lint.findings()); });
    if (const Settings *settings = parts.settings) {
        const auto choose = [this, settings] {
            const NodePath &path = this->request().path;
            m_lint.setOff(settings->lintRulesOff(NodePath::ofWorkspace(path.instance, *path.workspace)));
        };
        connect(settings, &Settings::lintRulesChanged, this, choose);
        choose();
    }
    connect(m_changeBar, &ChangeBar::discardRequested, this, [this] { m_document.discard(); });
    connect(m_changeBar, &ChangeBar::reviewRequested, this, &TableEditor::openReview);
    connect(m_review, &ReviewPage::cancelled, this, [this] { m_pages->setCurrentIndex(0); });
    connect(m_review, &ReviewPage::closed, this, [this] { m_pages->setCurrentIndex(0); });
    connect(m_review, &ReviewPage::applyRequested, this, &TableEditor::apply);
    connect(m_review, &ReviewPage::resumeRequested, this, [this] {
        if (m_runner)
            m_runner->resume();
    });
    connect(m_review, &ReviewPage::abortRequested, this, [this] {
        if (m_runner)
            m_runner->abort();
    });
    connect(m_review, &ReviewPage::retryRequested, this, &TableEditor::openReview);
    connect(m_review, &ReviewPage::inverseRequested, this, &TableEditor::stageInverseOfDone);
    connect(m_conflict, &ConflictPage::postponed, this, [this] { m_pages->setCurrentIndex(0); });
    connect(m_conflict, &ConflictPage::resolved, this, &TableEditor::resolve);
    reload();
    loadTables(false);
}

TableEditor::~TableEditor() = default;

int TableEditor::stagedChanges() const
{
    return m_document.changes().total();
}

QUndoStack *TableEditor::undoStack()
{
    return &m_document.undoStack();
}

QList<QAction *> TableEditor::editActions()
{
    return m_pane->actions();
}

void TableEditor::reload()
{
    if (isWriting() || m_draftOffered)
        return;
    m_scope.restart();
    m_bar->dismiss();
    m_progress->setRunning(true);
    if (m_loaded)
        loadTables(true);
    m_scope.await(m_server->readSchema(), [this](const Result<RawJson> &fields) {
        m_scope.await(m_server->readIndexes(), [this, fields](const Result<RawJson> &indexes) {
            m_scope.await(m_server->readTable(),
                          [this, fields, indexes](const Result<RawJson> &table) { loaded(fields, indexes, table); });
        });
    });
}

void TableEditor::loaded(const Result<RawJson> &fieldsJson, const Result<RawJson> &indexesJson,
                         const Result<RawJson> &tableJson)
{
    m_progress->setRunning(false);
    const auto fields = fieldsJson ? fieldsFromJson(*fieldsJson) : Result<QList<Field>>(Failure(fieldsJson.error()));
    const auto indexes
        = indexesJson ? indexesFromJson(*indexesJson) : Result<QList<Index>>(Failure(indexesJson.error()));
    if (!fields || !indexes) {
        failed(fields ? indexes.error() : fields.error());
        return;
    }
    // Fields and indexes can be edited without them; the pane says that they could not be read.
    const auto read
        = tableJson ? tablePropertiesFromJson(*tableJson) : Result<TableProperties>(Failure(tableJson.error()));
    const std::optional<TableProperties> properties = read ? std::optional(*read) : std::nullopt;
    m_pane->setEnabled(true);
    if (m_wasRead)
        m_wasRead(request(), *fieldsJson, *indexesJson);
    if (m_loaded && m_document.isDirty()) {
        KeySource keys(m_document.current());
        keys.avoid(m_document.base());
        const ConflictInfo conflict
            = findConflicts(m_document.base(), m_document.current(), *fields, *indexes, properties);
        if (!conflict.isEmpty()) {
            m_bar->showMessage(MessageBar::Kind::Warning,
                               tr("The table has changed on the server. What is staged here stays; Apply shows both."));
            return;
        }
        TableSchema now = keyedLike(m_document.base(), *fields, *indexes, keys);
        now.properties = properties ? properties : m_document.base().properties;
        m_document.rebase(now, true);
        m_readAt = QDateTime::currentDateTime();
        return;
    }
    m_document.load(*fields, *indexes, properties);
    m_readAt = QDateTime::currentDateTime();
    m_pane->showField(std::exchange(m_field, {}));
    const bool isFirst = !std::exchange(m_loaded, true);
    if (isFirst && m_drafts) {
        // Until it is known whether there is a draft, and decided about, nothing is staged that would take its place.
        m_draftOffered = true;
        m_pane->setEditable(false);
        m_drafts->whenLoaded(this, [this] { offerDraft(); });
    } else if (isFirst) {
        becomeEditable();
    } else {
        stageInverseNow();
    }
    if (const auto goal = std::exchange(m_goal, std::nullopt))
        goTo(*goal);
    Q_EMIT statusMessage(tr("Read %1").arg(isolated(title())));
}

void TableEditor::objectGone()
{
    const QString gone = tr("It is not on the server any more: the list that was read just now does not hold it.");
    // A question about a draft, and the end of what is being applied, come first.
    if (isWriting() || m_draftOffered) {
        Q_EMIT statusMessage(QStringLiteral("%1: %2").arg(isolated(title()), gone));
        return;
    }
    m_bar->showMessage(MessageBar::Kind::Warning,
                       stagedChanges() > 0 ? tr("%1 What is staged stays, and cannot be applied.").arg(gone) : gone);
    connect(m_bar->addButton(tr("Retry")), &QPushButton::clicked, this, &TableEditor::reload);
}

void TableEditor::showSpot(const EditorSpot &spot)
{
    if (spot.field.isEmpty())
        return;
    if (!m_loaded)
        m_field = spot.field;
    else
        m_pane->showField(spot.field);
}

void TableEditor::failed(const Error &error)
{
    if (!m_loaded && isUnreachable(error)) {
        Q_EMIT unreachable(error);
        return;
    }
    m_bar->showError(error);
    QPushButton *retry = m_bar->addButton(tr("Retry"));
    connect(retry, &QPushButton::clicked, this, &TableEditor::reload);
}

void TableEditor::loadTables(bool again)
{
    const WorkspaceId workspace = *request().path.workspace;
    auto *session = request().session;
    if (const auto listed = session->listedTables(workspace); listed && !again) {
        tablesListed(*listed);
        return;
    }
    const ObjectPlace place{workspace, request().target.branch, {}};
    m_tablesScope.await(session->objects().list(Kind::Table, place),
                        [this, session, workspace](const Result<QList<ObjectSummary>> &tables) {
                            // Without the list, references show the table's number.
                            if (!tables)
                                return;
                            session->setListedTables(workspace, *tables);
                            tablesListed(*tables);
                        });
}

void TableEditor::tablesListed(const QList<ObjectSummary> &tables)
{
    m_pane->setTables(tables);
    QHash<TableId, QString> names;
    for (const ObjectSummary &table : tables)
        names.insert(TableId(table.id.value()), table.name);
    m_lint.setTables(names);
}

void TableEditor::offerDraft()
{
    const auto draft = m_drafts->find(draftKeyOf(request()));
    if (!draft) {
        becomeEditable();
        return;
    }
    m_bar->showMessage(MessageBar::Kind::Info, tr("Changes to this table were staged earlier and not applied."));
    connect(m_bar->addButton(tr("Restore Changes")), &QPushButton::clicked, this,
            [this, draft = *draft] { restoreDraft(draft); });
    addDiscardDraft();
}

void TableEditor::addDiscardDraft()
{
    connect(m_bar->addButton(tr("Discard Draft")), &QPushButton::clicked, this, [this] {
        m_drafts->drop(draftKeyOf(request()));
        draftDecided();
    });
}

void TableEditor::restoreDraft(const QByteArray &draft)
{
    const TableSchema now = m_document.base();
    if (const auto restored = m_document.restoreDraft(draft); !restored) {
        m_bar->showError(restored.error());
        addDiscardDraft();
        return;
    }
    draftDecided();
    if (!findConflicts(m_document.base(), m_document.current(), valuesOf(now.fields), valuesOf(now.indexes),
                       now.properties)
             .isEmpty())
        m_bar->showMessage(MessageBar::Kind::Warning,
                           tr("The table has changed since then. The review shows both before anything is sent."));
}

void TableEditor::draftDecided()
{
    m_bar->dismiss();
    becomeEditable();
}

void TableEditor::becomeEditable()
{
    m_draftOffered = false;
    m_pane->setEditable(true);
    if (const auto findings = std::exchange(m_toFix, {}); !findings.isEmpty())
        fix(findings);
    stageInverseNow();
}

void TableEditor::stageInverse(const MadeChange &change)
{
    m_wanted = change;
    stageInverseNow();
}

void TableEditor::stageInverseNow()
{
    // A draft that waits for its decision would lose its place to what is staged.
    if (!m_wanted || !m_loaded || m_draftOffered || isWriting())
        return;
    const MadeChange change = *std::exchange(m_wanted, std::nullopt);
    m_pages->setCurrentIndex(0);
    const auto inverse = inverseOf(change, m_document.current(), m_document.newKeys());
    if (inverse)
        showInverse(tr("Stage the Inverse"), *inverse);
    else
        m_bar->showError(inverse.error());
}

void TableEditor::stageInverseOfDone()
{
    m_pages->setCurrentIndex(0);
    showInverse(tr("Stage the Inverse"), inverseOf(m_plan, m_document.base()));
}

void TableEditor::showInverse(const QString &name, const Inverse &inverse)
{
    m_document.stageAs(name, inverse.schema);
    if (m_document.isDirty())
        m_bar->showMessage(inverse.notes.isEmpty() ? MessageBar::Kind::Info : MessageBar::Kind::Warning,
                           tr("The inverse is staged. Nothing is sent before you review and apply it.")
                               + (inverse.notes.isEmpty() ? QString() : QLatin1Char(' ') + inverse.notes.join(u' ')));
    else
        m_bar->showMessage(MessageBar::Kind::Info,
                           tr("The table is as it was before that change: there is nothing to stage."));
}

void TableEditor::documentChanged()
{
    m_changeBar->show(m_document.changes(), m_pane->hasProblems());
    if (m_document.isDirty())
        Q_EMIT pinRequested();
    if (m_loaded)
        keepDraft();
    Q_EMIT stagedChangesChanged();
}

void TableEditor::keepDraft()
{
    if (!m_drafts || m_draftOffered)
        return;
    if (m_document.isDirty())
        m_drafts->keep(draftKeyOf(request()), m_document.draft());
    else
        m_drafts->drop(draftKeyOf(request()));
}

void TableEditor::openReview()
{
    const auto plan = m_document.plan();
    if (!plan) {
        m_bar->showError(plan.error());
        return;
    }
    m_plan = *plan;
    m_runner.reset();
    m_review->show({m_plan, request().target, m_table, title(), m_readAt, isReadOnly(), doubt()});
    m_pages->setCurrentWidget(m_review);
}

bool TableEditor::isReadOnly() const
{
    return request().session->gate().level(request().target.workspace) == GuardLevel::ReadOnly;
}

QString TableEditor::doubt() const
{
    if (!m_advice)
        return {};
    QList<EndpointId> calls;
    const QList<StepPreview> steps = previewRequests(m_plan, request().target.workspace, m_table);
    std::ranges::transform(steps, std::back_inserter(calls),
                           [](const StepPreview &step) { return step.request.endpoint; });
    return tokenwords::doubts(m_advice(request().path.instance, calls), QDateTime::currentDateTimeUtc());
}

void TableEditor::guardChanged()
{
    if (m_pages->currentWidget() == m_review)
        m_review->setReadOnly(isReadOnly());
}

void TableEditor::apply()
{
    m_runner = std::make_unique<ApplyRunner>(*m_server, m_plan);
    connect(m_runner.get(), &ApplyRunner::finished, this, &TableEditor::applyEnded);
    connect(m_runner.get(), &ApplyRunner::stepChanged, this, &TableEditor::tellJudged);
    m_planId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    WriteStory about;
    about.plan = m_planId;
    about.target = request().target;
    about.table = m_table;
    about.tableName = title();
    m_server->setStories(storiesOf(m_plan, about));
    RateLimiter &limiter = request().session->client().limiter();
    m_review->follow(m_runner.get(), [&limiter] { return limiter.pause(); });
    m_runner->start();
}

void TableEditor::tellJudged(qsizetype step)
{
    const auto state = m_runner->stepState(step);
    const bool isDone = state == ApplyRunner::StepState::Done;
    // The journal knows which of its entries are unknown: it takes this for no other.
    if (m_writeLog && (isDone || state == ApplyRunner::StepState::Failed) && !m_runner->stepNote(step).isEmpty())
        m_writeLog->judge(m_planId, static_cast<int>(step) + 1, isDone ? WriteOutcome::Done : WriteOutcome::Failed,
                          m_runner->stepNote(step));
}

void TableEditor::applyEnded()
{
    if (m_runner->conflict()) {
        m_conflict->show(*m_runner->conflict(), title());
        m_pages->setCurrentWidget(m_conflict);
        return;
    }
    const bool succeeded = m_runner->state() == ApplyRunner::State::Succeeded;
    if (m_runner->baseline()) {
        m_document.rebase(*m_runner->baseline(), !succeeded);
        m_readAt = QDateTime::currentDateTime();
    }
    if (succeeded) {
        if (m_drafts)
            m_drafts->drop(draftKeyOf(request()));
        m_pages->setCurrentIndex(0);
        Q_EMIT statusMessage(tr("Applied to %1").arg(isolated(title())));
    }
}

void TableEditor::resolve(const QStringList &keepTheirs)
{
    m_document.settle(*m_runner->conflict(), keepTheirs);
    m_runner.reset();
    m_readAt = QDateTime::currentDateTime();
    m_pages->setCurrentIndex(0);
}

} // namespace metascope
