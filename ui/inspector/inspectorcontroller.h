// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/search/nameindex.h"
#include "app/session/references.h"
#include "app/session/textfetch.h"
#include "ui/inspector/inspectordock.h"

#include <memory>
#include <optional>

namespace metascope {

/// Lets the inspector follow the selection: shows what is known of it at once and without a request, and answers what the
/// person asks for. Answers for what is not selected any more are dropped. GUI thread.
class InspectorController final : public QObject {
    Q_OBJECT
public:
    /// All of it outlives this. Without a cache only names are known before the person asks.
    struct Parts {
        Sessions &sessions;
        WorkspaceCache *cache = nullptr;
        NameIndex &names;
        InspectorDock &dock;
    };

    explicit InspectorController(const Parts &parts, QObject *parent = nullptr);
    ~InspectorController() override;

    /// The node that is selected; nothing where none is. The same one again shows what became known of it meanwhile.
    void select(const std::optional<NodePath> &path);

Q_SIGNALS:
    /// The person opens an object that is named among the references; at a line of its script, or 0.
    void openRequested(const metascope::NodePath &path, const QString &name, int line);

private:
    enum class Notice { None, ReadSchemas, CancelReading, FindAgain };

    void showKnown(const std::optional<ObjectSummary> &cached);
    void show(const ObjectSummary &object);
    void readDetail();
    Reply<ObjectSummary> detail(Session *session) const;
    void take(const ObjectSummary &object);
    void findReferences();
    void showReferences(const ReferencesAnswer &answer);
    void act();
    void schemasRead(const TextFetch::Outcome &outcome);
    void tell(Notice notice, const QString &sentence, const QString &action = {});
    [[nodiscard]] bool isShown(const QString &key) const { return m_path && m_path->key() == key; }

    Parts m_parts;
    References m_references;
    std::unique_ptr<TextFetch> m_fetch; ///< of schemas; null without a cache
    std::optional<NodePath> m_path;
    std::optional<CachePlace> m_place; ///< of it in the cache, where it is kept
    ObjectSummary m_object; ///< as it is shown
    Notice m_notice = Notice::None;
    bool m_isLoading = false;
    ReplyScope m_known;
    ReplyScope m_asked;
};

} // namespace metascope
