// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/domain/timezonechoice.h"
#include "app/domain/workspace.h"
#include "ui/editors/facts/factlist.h"
#include "ui/inspector/reference.h"

#include <QtWidgets/QDockWidget>

#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;
class QSplitter;
class QToolButton;
class QVBoxLayout;

namespace metascope {

class ElidedLabel;
class EmptyState;
class FactForm;
class IconProvider;
class JsonView;
class MessageBar;
class ReferenceList;
class Theme;
class ThinProgress;

/// What the inspector shows of one object.
struct InspectorContent {
    QString key; ///< of the object in the tree: what detailWanted() and a late answer are about
    QString title;
    QString place; ///< in words: Acme › shop › branch v1; empty where there is none
    ObjectSummary object;
    /// More than a list tells, to be asked for: the button for it is shown.
    bool isPartial = false;
    QList<Fact> more; ///< shown after the facts of `object`
    bool operator==(const InspectorContent &) const = default;
};

/// The right dock: facts, what it uses and is used by, and the raw JSON of what is selected. Sends nothing: it says what it
/// wants. What it is made of is built with the first content.
class InspectorDock final : public QDockWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the dock.
    InspectorDock(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);
    ~InspectorDock() override;

    /// In whose zone moments are told, by instance; UTC without it.
    void setTimeZones(const ZoneOf &zones);
    /// Shows an object. Another one than before has no references until they are set; the same one keeps them, what is
    /// expanded and where it is scrolled to. Ends loading and takes an error away.
    void show(const InspectorContent &content);
    /// Nothing is selected, or what is has nothing to tell: the sentence says which; the usual one when it is empty.
    void clear(const QString &sentence = {});
    /// What is shown stays while more is fetched.
    void setLoading(bool loading);
    /// Above what is shown, with Retry for detailWanted().
    void showError(const Error &error);
    /// Above what is shown, and as long as the same object is: a sentence, with a button for noticeActionWanted() where it has
    /// an `action`.
    void showNotice(const QString &sentence, const QString &action = {});
    /// Takes the notice, or the error, away.
    void hideNotice();
    /// Both directions; an empty list says that nothing was found.
    void setReferences(const QList<Reference> &references);
    [[nodiscard]] QString key() const { return m_content ? m_content->key : QString(); }
    using QWidget::show;

Q_SIGNALS:
    /// The person asks for what is not known yet of that object.
    void detailWanted(const QString &key);
    /// The person asks what that object uses and what uses it.
    void referencesWanted(const QString &key);
    /// The person takes the action of the notice.
    void noticeActionWanted(const QString &key);
    void referenceActivated(const metascope::Reference &reference);

private:
    void build();
    void buildFacts(QVBoxLayout *layout);
    void buildJson();
    void showFacts();
    void openJson(bool open);
    void paintIcon();

    const Theme &m_theme;
    const IconProvider &m_icons;
    ZoneOf m_zones;
    std::optional<InspectorContent> m_content;
    ThinProgress *m_progress;
    MessageBar *m_bar;
    EmptyState *m_empty;
    QVBoxLayout *m_layout;
    QSplitter *m_body = nullptr; ///< and all below: made with the first content
    QScrollArea *m_scroll = nullptr;
    QLabel *m_icon = nullptr;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_place = nullptr;
    FactForm *m_facts = nullptr;
    QPushButton *m_detail = nullptr;
    QPushButton *m_find = nullptr;
    ReferenceList *m_uses = nullptr;
    ReferenceList *m_usedBy = nullptr;
    QToolButton *m_jsonToggle = nullptr;
    QVBoxLayout *m_jsonLayout = nullptr;
    JsonView *m_json = nullptr; ///< made when it is opened
};

} // namespace metascope
