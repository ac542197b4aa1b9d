// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspectorcontroller.h"

#include "app/api/endpoints/kindoperations.h"
#include "app/session/cachednode.h"
#include "app/session/objectreads.h"

namespace metascope {

namespace {

/// Whether one more request would tell more of the object.
bool isPartial(const ObjectSummary &object)
{
    const KindOperations &operations = operationsOf(object.kind);
    if (object.kind == Kind::Instance || object.kind == Kind::Workspace || !operations.get)
        return false;
    if (object.kind == Kind::Table)
        return !hasSchema(object.raw);
    return operations.hasScript ? object.xanoScript.isEmpty() : object.raw.isNull();
}

ObjectSummary summaryOf(const NodePath &path, const NamedObject &named)
{
    ObjectSummary object;
    object.kind = named.kind;
    object.key = path.object;
    object.id = path.id().value_or(ObjectId(path.workspace ? path.workspace->value() : 0));
    object.name = named.name;
    object.description = named.detail;
    object.tags = named.tags;
    return object;
}

Reference referenceOf(const FoundReference &found)
{
    return {found.isUse ? Reference::Direction::Uses : Reference::Direction::UsedBy,
            found.kind,
            found.name,
            found.where,
            found.isCertain,
            found.key,
            found.line};
}

} // namespace

InspectorController::InspectorController(const Parts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_references(parts.cache)
{
    if (parts.cache) {
        m_fetch = std::make_unique<TextFetch>(parts.sessions, *parts.cache);
        connect(m_fetch.get(), &TextFetch::finished, this, &InspectorController::schemasRead);
    }
    connect(&parts.dock, &InspectorDock::detailWanted, this, [this](const QString &key) {
        if (isShown(key))
            readDetail();
    });
    connect(&parts.dock, &InspectorDock::referencesWanted, this, [this](const QString &key) {
        if (isShown(key))
            findReferences();
    });
    connect(&parts.dock, &InspectorDock::noticeActionWanted, this, [this](const QString &key) {
        if (isShown(key))
            act();
    });
    connect(&parts.dock, &InspectorDock::referenceActivated, this, [this](const Reference &reference) {
        if (const auto path = NodePath::fromKey(reference.key))
            Q_EMIT openRequested(*path, reference.name, reference.line);
    });
}

InspectorController::~InspectorController() = default;

void InspectorController::select(const std::optional<NodePath> &path)
{
    const bool isSame = path && m_path == path;
    if (isSame && m_isLoading)
        return;
    m_known.restart();
    if (!isSame) {
        m_path.reset();
        m_asked.restart();
        m_isLoading = false;
        m_notice = Notice::None;
        m_place.reset();
        m_object = {};
        if (m_fetch)
            m_fetch->cancel();
    }
    const auto spot = path ? cachednode::spotOf(*path) : std::nullopt;
    const bool isInstance = path && !path->workspace;
    if (!spot && !isInstance) {
        m_parts.dock.clear();
        return;
    }
    m_path = path;
    if (isInstance || !m_parts.cache) {
        showKnown({});
        return;
    }
    using Known = std::optional<ObjectSummary>;
    const auto known
        = andThen(m_parts.cache->latest(spot->place), this, [this, spot](const std::optional<CachePlace> &place) {
              m_place = place;
              return place ? m_parts.cache->detail(*place, spot->key) : Reply<Known>::ready(Known());
          });
    m_known.await(known, [this](const Result<Known> &object) { showKnown(object.value_or(std::nullopt)); });
}

void InspectorController::showKnown(const std::optional<ObjectSummary> &cached)
{
    if (cached) {
        show(*cached);
        return;
    }
    m_place.reset(); // a list of its kind is kept, but not with it
    if (const auto named = m_parts.names.object(m_path->key())) {
        show(summaryOf(*m_path, *named));
        return;
    }
    m_parts.dock.clear(tr("Nothing is known of this yet: open it, or load its list."));
}

void InspectorController::show(const ObjectSummary &object)
{
    const QString key = m_path->key();
    const auto named = m_parts.names.object(key);
    m_object = object;
    InspectorContent content;
    content.key = key;
    content.title = named ? named->name : object.name;
    content.place = named ? named->place : QString();
    if (m_place && !m_place->branch.value().isEmpty())
        content.place = tr("%1 › branch %2").arg(content.place, m_place->branch.value());
    content.object = object;
    content.isPartial = isPartial(object);
    m_parts.dock.show(content);
}

Reply<ObjectSummary> InspectorController::detail(Session *session) const
{
    return andThen(session->liveBranch(*m_path->workspace), session,
                   [session, path = *m_path, known = m_object](const BranchLabel &branch) {
                       const ObjectPlace place{*path.workspace, branch, path.group};
                       // What the list told of a table stays: its schema comes beside it.
                       if (known.kind == Kind::Table && !known.raw.isNull())
                           return readTexts(*session, place, known, Priority::Foreground);
                       return readObject(*session, *path.kind, place, path.object);
                   });
}

void InspectorController::readDetail()
{
    if (!m_path->kind || !m_path->isObject())
        return;
    m_asked.restart();
    m_isLoading = true;
    m_parts.dock.setLoading(true);
    const auto read
        = andThen(m_parts.sessions.open(m_path->instance), this, [this](Session *session) { return detail(session); });
    m_asked.await(read, [this](const Result<ObjectSummary> &object) {
        m_isLoading = false;
        m_parts.dock.setLoading(false);
        if (object)
            take(*object);
        else if (object.error().kind != ErrorKind::Cancelled)
            m_parts.dock.showError(object.error());
    });
}

void InspectorController::take(const ObjectSummary &object)
{
    // Only beside its list: what is there for this run alone has none in the cache. A table counts as read with its schema.
    if (m_parts.cache && m_place && (object.kind != Kind::Table || hasSchema(object.raw)))
        static_cast<void>(m_parts.cache->storeDetail(*m_place, object));
    show(object);
}

void InspectorController::findReferences()
{
    m_asked.restart();
    m_parts.dock.setLoading(true);
    m_asked.await(m_references.find(*m_path), [this](const Result<ReferencesAnswer> &answer) {
        m_parts.dock.setLoading(false);
        if (answer)
            showReferences(*answer);
        else
            tell(Notice::FindAgain, describe(answer.error()), tr("Try Again"));
    });
}

void InspectorController::showReferences(const ReferencesAnswer &answer)
{
    QList<Reference> references;
    for (const FoundReference &each : answer.references)
        references.append(referenceOf(each));
    m_parts.dock.setReferences(references);
    if (answer.missingSchemas > 0) {
        tell(Notice::ReadSchemas,
             tr("What %n table(s) use is not known: the list has no schemas. Reading them takes %1.", nullptr,
                answer.missingSchemas)
                 .arg(TextFetch::cost(answer.missingSchemas)),
             tr("Read Schemas"));
        return;
    }
    QStringList remarks;
    if (answer.isNameTooShort)
        remarks.append(tr("Scripts are searched for names of three characters or more."));
    if (answer.missingTexts > 0)
        remarks.append(tr("Texts of %n object(s) are not indexed: Find in Workspace can fetch them.", nullptr,
                          answer.missingTexts));
    if (answer.hasMore)
        remarks.append(tr("More scripts hold the name than are listed."));
    tell(Notice::None, remarks.join(QLatin1Char(' ')));
}

void InspectorController::act()
{
    switch (m_notice) {
    case Notice::None: break;
    case Notice::FindAgain: findReferences(); break;
    case Notice::CancelReading: m_fetch->cancel(); break;
    case Notice::ReadSchemas:
        tell(Notice::CancelReading, tr("Reading the schemas of the tables…"), tr("Cancel"));
        m_parts.dock.setLoading(true);
        m_fetch->start({{m_path->instance}, m_path->workspace, {Kind::Table}});
        break;
    }
}

void InspectorController::schemasRead(const TextFetch::Outcome &outcome)
{
    if (!m_path)
        return;
    m_parts.dock.setLoading(false);
    const bool isCancelled = outcome.error && outcome.error->kind == ErrorKind::Cancelled;
    if (outcome.error && !isCancelled)
        tell(Notice::FindAgain, describe(*outcome.error), tr("Try Again"));
    else
        findReferences();
}

void InspectorController::tell(Notice notice, const QString &sentence, const QString &action)
{
    m_notice = notice;
    if (sentence.isEmpty())
        m_parts.dock.hideNotice();
    else
        m_parts.dock.showNotice(sentence, action);
}

} // namespace metascope
