// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/conflictpage.h"

#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace metascope {

namespace {

constexpr qsizetype longestName = 80; ///< in the title, in characters

/// A field in words, or that there is none.
QString words(const std::optional<Field> &field)
{
    if (!field)
        return ConflictPage::tr("(not there)");
    QStringList parts{field->name, field->isReference() ? ConflictPage::tr("reference") : field->type};
    if (field->required)
        parts.append(ConflictPage::tr("required"));
    if (field->nullable)
        parts.append(ConflictPage::tr("nullable"));
    if (!field->description.isEmpty())
        parts.append(field->description);
    return parts.join(QStringLiteral(", "));
}

QString words(const std::optional<Index> &index)
{
    if (!index)
        return ConflictPage::tr("(not there)");
    QStringList names;
    for (const IndexField &field : index->fields)
        names.append(field.name);
    return ConflictPage::tr("index %1 on %2").arg(index->type, names.join(QStringLiteral(", ")));
}

} // namespace

ConflictPage::ConflictPage(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_bar(new MessageBar(theme, icons, this)), m_title(new QLabel(this)), m_table(new QWidget),
      m_left(new QLabel(this)), m_resolve(new QPushButton(tr("Stage on the New State"), this))
{
    setObjectName(QStringLiteral("conflictPage"));
    m_title->setFont(Theme::titleFont(font()));
    m_title->setTextFormat(Qt::PlainText);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_table);
    auto *back = new QPushButton(tr("Back to Editing"), this);
    back->setObjectName(QStringLiteral("conflictBack"));
    back->setAccessibleName(back->text());
    m_resolve->setObjectName(QStringLiteral("conflictResolve"));
    m_resolve->setAccessibleName(m_resolve->text());
    m_resolve->setDefault(true);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(spacing::control);
    foot->addWidget(m_left, 1);
    foot->addWidget(back);
    foot->addWidget(m_resolve);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    layout->setSpacing(spacing::edge);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(scroll, 1);
    layout->addLayout(foot);
    connect(back, &QPushButton::clicked, this, &ConflictPage::postponed);
    connect(m_resolve, &QPushButton::clicked, this, [this] {
        QStringList theirs;
        for (const Row &row : m_rows)
            if (row.choice && row.choice->currentIndex() == 1)
                theirs.append(row.name);
        Q_EMIT resolved(theirs);
    });
}

void ConflictPage::show(const ConflictInfo &conflict, const QString &tableName)
{
    m_title->setText(
        tr("%1 was changed by someone else").arg(isolated(shortened(visibleName(tableName), longestName))));
    m_bar->showMessage(MessageBar::Kind::Warning, tr("Nothing was sent. %1").arg(describe(conflict)));
    m_rows.clear();
    delete m_table->layout();
    qDeleteAll(m_table->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    auto *grid = new QGridLayout(m_table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::group);
    grid->setVerticalSpacing(spacing::control);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const auto cell = [this, grid](int row, int column, const QString &text) {
        auto *label = new QLabel(text, m_table);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        grid->addWidget(label, row, column);
        return label;
    };
    int column = 0;
    for (const QString &head :
         {tr("Theirs (on the server now)"), tr("Base (as loaded)"), tr("Mine (staged)"), tr("Keep")})
        cell(0, column++, head)->setFont(bold);
    int row = 1;
    for (const FieldConflict &field : conflict.fields) {
        cell(row, 0, words(field.theirs));
        cell(row, 1, words(field.base));
        cell(row, 2, words(field.mine));
        // Only where mine is a change too there is something to decide.
        const bool mineChanged = (field.mine.has_value() != field.base.has_value() && (field.mine || field.theirs))
            || (field.mine && field.base
                && (!sameButName(*field.mine, *field.base) || field.mine->name != field.base->name));
        QComboBox *choice = nullptr;
        if (mineChanged) {
            choice = new QComboBox(m_table);
            choice->addItem(tr("Choose…"));
            choice->addItem(tr("Keep Theirs"));
            choice->addItem(tr("Keep Mine"));
            choice->setAccessibleName(tr("Keep for %1").arg(field.name));
            choice->setObjectName(QStringLiteral("keep-") + QString::number(row));
            grid->addWidget(choice, row, 3, Qt::AlignTop);
            connect(choice, &QComboBox::currentIndexChanged, this, &ConflictPage::updateFoot);
        } else {
            cell(row, 3, tr("theirs; nothing staged here"));
        }
        m_rows.push_back({field.name, choice});
        ++row;
    }
    for (const IndexConflict &index : conflict.indexes) {
        cell(row, 0, words(index.theirs));
        cell(row, 1, words(index.base));
        cell(row, 2, words(index.mine));
        cell(row, 3, tr("theirs"));
        ++row;
    }
    if (conflict.order) {
        cell(row, 0, tr("The fields stand in another order."));
        ++row;
    }
    for (int each = 0; each < 3; ++each)
        grid->setColumnStretch(each, 1);
    grid->setRowStretch(row, 1);
    updateFoot();
}

void ConflictPage::updateFoot()
{
    const auto open
        = std::ranges::count_if(m_rows, [](const Row &row) { return row.choice && row.choice->currentIndex() == 0; });
    m_left->setText(open > 0 ? tr("%n field(s) left to decide.", nullptr, static_cast<int>(open))
                             : tr("Nothing left to decide."));
    m_resolve->setEnabled(open == 0);
}

} // namespace metascope
