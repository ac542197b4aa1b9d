// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factsview.h"

#include "app/model/scriptinputs.h"
#include "ui/editors/code/codepane.h"
#include "ui/editors/facts/codeparts.h"
#include "ui/editors/facts/factform.h"
#include "ui/editors/facts/factlist.h"
#include "ui/editors/facts/factrows.h"
#include "ui/editors/facts/facttable.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>

#include <algorithm>

namespace metascope {

namespace {

constexpr int mostInputsSeen = 12; ///< rows; the table scrolls for the rest
constexpr int rulesColumn = 5;

QString typeWords(const InputRow &input, const FactsView::TableName &tableName)
{
    if (!input.referenceName.isEmpty())
        return QStringLiteral("%1 → %2").arg(input.type, input.referenceName);
    if (!input.reference)
        return input.type.isEmpty() ? QStringLiteral("–") : input.type;
    const QString name = tableName ? tableName(*input.reference) : QString();
    return QStringLiteral("%1 → %2").arg(
        input.type, name.isEmpty() ? FactsView::tr("table %1").arg(input.reference->value()) : name);
}

QString defaultWords(const InputRow &input)
{
    if (!input.defaultValue)
        return {};
    const QByteArray &text = input.defaultValue->text();
    return text == "\"\"" ? QStringLiteral("\"\"") : input.defaultValue->toString().value_or(QString::fromUtf8(text));
}

QStringList cellsOf(const InputRow &input, const FactsView::TableName &tableName)
{
    // Of a line that was not understood, and of all fields of a table, there is no yes and no no.
    const bool isOne = input.form == InputRow::Form::Input;
    const auto flag = [isOne](bool isSet) {
        return !isOne ? QString() : isSet ? FactsView::tr("yes") : FactsView::tr("no");
    };
    return {input.path,           typeWords(input, tableName), flag(input.required),
            flag(input.nullable), defaultWords(input),         input.rules,
            input.description};
}

QStringList notesOf(const KnownInputs &known)
{
    const InputRows &inputs = known.inputs;
    QStringList notes;
    if (known.isFromScript)
        notes.append(FactsView::tr("Read from the XanoScript."));
    if (inputs.rows.isEmpty())
        notes.append(FactsView::tr("It takes no inputs."));
    const auto raw = std::ranges::count(inputs.rows, InputRow::Form::Raw, &InputRow::form);
    if (raw > 0)
        notes.append(
            FactsView::tr("%n line(s) could not be understood: shown as written.", nullptr, static_cast<int>(raw)));
    if (inputs.isCut)
        notes.append(known.isFromScript
                         ? FactsView::tr("There is more than is shown here: see the XanoScript.")
                         : FactsView::tr("There are more inputs than are shown here: see the object's JSON."));
    if (inputs.unknown > 0)
        notes.append(
            FactsView::tr("%n entry(s) could not be read as an input.", nullptr, static_cast<int>(inputs.unknown)));
    return notes;
}

/// A tab of code: the pane, or a sentence where there is none.
class CodeTab final : public QStackedWidget {
public:
    CodeTab(const QString &title, const Theme &theme, const IconProvider &icons, QWidget *parent)
        : QStackedWidget(parent), m_pane(new CodePane(title, theme, icons)), m_empty(new EmptyState)
    {
        addWidget(m_pane);
        addWidget(m_empty);
    }
    void show(const CodePart &part)
    {
        m_pane->setText(part.text, part.language);
        m_empty->setContent(part.emptySentence);
        setCurrentWidget(part.text.isEmpty() ? static_cast<QWidget *>(m_empty) : m_pane);
        setFocusProxy(part.text.isEmpty() ? nullptr : m_pane);
        m_isScript = part.language == code::Language::XanoScript && !part.text.isEmpty();
    }
    [[nodiscard]] bool isScript() const { return m_isScript; }
    void showLine(int line) { m_pane->showLine(line); }

private:
    CodePane *m_pane;
    EmptyState *m_empty;
    bool m_isScript = false;
};

} // namespace

FactsView::FactsView(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icons(icons), m_heading(new ElidedLabel(this)),
      m_badge(new Badge(theme, this)), m_facts(new FactForm), m_splitter(new QSplitter(Qt::Vertical, this)),
      m_scroll(new QScrollArea)
{
    m_heading->setObjectName(QStringLiteral("factsHeading"));
    m_heading->setFont(Theme::titleFont(font()));
    m_badge->hide();
    m_scroll->setObjectName(QStringLiteral("factsScroll"));
    m_scroll->setAccessibleName(tr("Facts"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget;
    auto *body = new QVBoxLayout(content);
    body->setContentsMargins(spacing::group, 0, spacing::group, spacing::edge);
    body->setSpacing(spacing::control);
    body->addWidget(m_facts);
    body->addStretch();
    m_scroll->setWidget(content);
    content->installEventFilter(this);

    m_splitter->setObjectName(QStringLiteral("factsSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_scroll);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->installEventFilter(this);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_isDragged = true; });

    auto *head = new QHBoxLayout;
    head->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    head->setSpacing(spacing::control);
    head->addWidget(m_heading, 1);
    head->addWidget(m_badge, 0, Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_splitter, 1);
}

bool FactsView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        divide();
    return QWidget::eventFilter(watched, event);
}

void FactsView::divide()
{
    const int all = m_splitter->height();
    if (m_isDragged || !m_tabs || !m_tabs->isVisibleTo(this) || all <= 0)
        return;
    const int wanted = std::min(m_scroll->widget()->sizeHint().height(), all / 2);
    if (wanted == m_divided)
        return;
    m_divided = wanted;
    m_splitter->setSizes({wanted, all - wanted});
}

void FactsView::setHeading(const QString &name)
{
    m_heading->setText(name);
}

void FactsView::show(const ObjectSummary &object, const QTimeZone &zone, const TableName &tableName)
{
    const auto live = object.kind == Kind::Branch ? object.raw.member(u"live") : std::nullopt;
    m_badge->setBadge(Badge::Kind::Live, live && live->toBool().value_or(false) ? tr("LIVE") : QString());
    m_facts->setFacts(FactList::all(object, zone));
    showInputs(object, tableName);
    showCode(codePartsOf(object));
}

void FactsView::showLine(int line)
{
    for (int i = m_ownTabs; m_tabs && i < m_tabs->count(); ++i)
        if (auto *tab = static_cast<CodeTab *>(m_tabs->widget(i)); tab->isScript()) {
            m_tabs->setCurrentIndex(i);
            tab->showLine(line);
            return;
        }
}

void FactsView::buildInputs()
{
    auto *layout = static_cast<QVBoxLayout *>(m_scroll->widget()->layout());
    m_inputTitle = new QLabel(tr("Inputs"));
    m_inputTitle->setObjectName(QStringLiteral("inputsTitle"));
    m_inputTitle->setFont(Theme::titleFont(font()));
    m_inputNote = new QLabel;
    m_inputNote->setObjectName(QStringLiteral("inputsNote"));
    m_inputNote->setTextFormat(Qt::PlainText);
    m_inputNote->setWordWrap(true);
    m_inputNote->setForegroundRole(QPalette::PlaceholderText);
    m_inputs = new FactTable(tr("Inputs"),
                             new FactRows({{tr("Name"), false, true, 24},
                                           {tr("Type"), false, true, 20},
                                           {tr("Required"), false, false, 10},
                                           {tr("Nullable"), false, false, 10},
                                           {tr("Default"), false, true, 14},
                                           {tr("Filters and Rules"), false, true, 24},
                                           {tr("Description"), false, false, 0}}),
                             m_theme, m_icons);
    m_inputs->setObjectName(QStringLiteral("inputs"));
    m_inputs->setFitting(mostInputsSeen);
    m_inputTitle->setBuddy(m_inputs);
    int at = layout->count() - 1; // before what takes the rest
    layout->insertSpacing(at++, spacing::control);
    layout->insertWidget(at++, m_inputTitle);
    layout->insertWidget(at++, m_inputs);
    layout->insertWidget(at, m_inputNote);
}

void FactsView::showInputs(const ObjectSummary &object, const TableName &tableName)
{
    const auto known = knownInputs(object);
    if (!known && !m_inputs)
        return;
    if (!m_inputs)
        buildInputs();
    QList<FactRow> rows;
    bool hasRules = false;
    const QList<InputRow> inputs = known ? known->inputs.rows : QList<InputRow>();
    rows.reserve(inputs.size());
    for (const InputRow &input : inputs) {
        rows.append({QString::number(rows.size()), cellsOf(input, tableName)});
        hasRules |= !input.rules.isEmpty();
    }
    m_inputs->setColumnShown(rulesColumn, hasRules);
    m_inputs->rows().setRows(rows);
    const QStringList notes = known ? notesOf(*known) : QStringList();
    m_inputNote->setText(notes.join(QLatin1Char(' ')));
    m_inputTitle->setVisible(known.has_value());
    m_inputs->setVisible(!rows.isEmpty());
    m_inputNote->setVisible(!notes.isEmpty());
}

void FactsView::buildTabs()
{
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(QStringLiteral("factsTabs"));
    m_tabs->setAccessibleName(tr("Parts"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("factsTabBar"));
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
    m_tabs->tabBar()->setExpanding(false);
    m_splitter->addWidget(m_tabs);
    m_splitter->setStretchFactor(1, 1);
}

void FactsView::addTab(QWidget *page, const QString &title)
{
    if (!m_tabs)
        buildTabs();
    m_tabs->insertTab(m_ownTabs++, page, title);
    setFocusProxy(m_tabs->widget(0));
}

void FactsView::showCode(const QList<CodePart> &parts)
{
    if (!m_tabs) {
        if (parts.isEmpty())
            return;
        buildTabs();
    }
    const auto drop = [this](int index) { delete m_tabs->widget(index); };
    for (int i = 0; i < parts.size(); ++i) {
        const int at = m_ownTabs + i;
        if (at < m_tabs->count() && m_tabs->tabText(at) != parts.at(i).title)
            drop(at);
        if (at >= m_tabs->count() || m_tabs->tabText(at) != parts.at(i).title)
            m_tabs->insertTab(at, new CodeTab(parts.at(i).title, m_theme, m_icons, m_tabs), parts.at(i).title);
        static_cast<CodeTab *>(m_tabs->widget(at))->show(parts.at(i));
    }
    while (m_tabs->count() > m_ownTabs + parts.size())
        drop(m_tabs->count() - 1);
    m_tabs->setVisible(m_tabs->count() > 0);
    divide();
    if (m_tabs->count() > 0)
        setFocusProxy(m_tabs->widget(0));
}

} // namespace metascope
