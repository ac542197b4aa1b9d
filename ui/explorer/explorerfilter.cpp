// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerfilter.h"

#include "app/search/palettequery.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

ExplorerFilter::ExplorerFilter(const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_edit(new QLineEdit(this)), m_options(new QToolButton(this)), m_menu(new QMenu(this)),
      m_count(new QLabel(this)), m_notLoaded(new QLabel(this)), m_load(new QPushButton(tr("Load"), this)),
      m_notOpen(new ElidedLabel(this))
{
    m_edit->setObjectName(QStringLiteral("explorerFilter"));
    m_edit->setAccessibleName(tr("Filter"));
    m_edit->setPlaceholderText(tr("Filter"));
    m_edit->setToolTip(tr("Names of all that is known, of all instances. t: for tables, e: for endpoints and so on; # "
                          "and a tag"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);

    m_options->setObjectName(QStringLiteral("explorerOptions"));
    m_options->setAccessibleName(tr("View Options"));
    m_options->setToolTip(tr("View Options"));
    m_options->setIcon(icons.icon(Icon::Expand, IconTint::Muted));
    m_options->setAutoRaise(true);
    m_menu->setObjectName(QStringLiteral("explorerOptionsMenu"));
    fillMenu();

    for (QLabel *label : {m_count, m_notLoaded}) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setWordWrap(true);
        label->hide();
    }
    m_count->setObjectName(QStringLiteral("filterCount"));
    m_notLoaded->setObjectName(QStringLiteral("filterNotLoaded"));
    m_load->setObjectName(QStringLiteral("filterLoad"));
    m_load->setAccessibleName(m_load->text());
    m_load->hide();
    m_notOpen->setObjectName(QStringLiteral("filterNotOpen"));
    m_notOpen->setTextRole(QPalette::PlaceholderText);
    m_notOpen->hide();

    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::tight);
    row->addWidget(m_edit, 1);
    row->addWidget(m_options);
    auto *rest = new QHBoxLayout;
    rest->setSpacing(spacing::control);
    rest->addWidget(m_notLoaded, 1);
    rest->addWidget(m_load, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::control, 0, spacing::control, 0);
    layout->setSpacing(spacing::tight);
    layout->addLayout(row);
    layout->addWidget(m_count);
    layout->addLayout(rest);
    layout->addWidget(m_notOpen);
    setFocusProxy(m_edit);

    connect(m_edit, &QLineEdit::textChanged, this, &ExplorerFilter::queryChanged);
    connect(m_edit, &QLineEdit::returnPressed, this, &ExplorerFilter::left);
    connect(m_options, &QToolButton::clicked, this,
            [this] { m_menu->popup(m_options->mapToGlobal(QPoint(0, m_options->height()))); });
    connect(m_load, &QPushButton::clicked, this, &ExplorerFilter::loadRequested);
}

void ExplorerFilter::fillMenu()
{
    QMenu *kinds = m_menu->addMenu(tr("Filter by &Kind"));
    kinds->setObjectName(QStringLiteral("menuFilterKind"));
    const auto prefixes = PaletteQuery::help();
    for (const PaletteQuery::Help &each : prefixes) {
        if (!each.prefix.endsWith(QLatin1Char(':')))
            continue;
        QAction *action = kinds->addAction(each.words);
        connect(action, &QAction::triggered, this, [this, prefix = each.prefix] {
            m_edit->setText(prefix + QLatin1Char(' ') + query().pattern);
            m_edit->setFocus(Qt::OtherFocusReason);
        });
    }
}

bool ExplorerFilter::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down) {
            Q_EMIT left();
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_edit->text().isEmpty()) {
            m_edit->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

FilterQuery ExplorerFilter::query() const
{
    return FilterQuery::parse(m_edit->text());
}

void ExplorerFilter::clear()
{
    m_edit->clear();
}

void ExplorerFilter::focus()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void ExplorerFilter::showOutcome(int matches, qsizetype known, const QStringList &notLoaded, const QString &notOpen)
{
    const bool isFiltering = !query().isEmpty();
    const QLocale locale;
    m_count->setVisible(isFiltering);
    m_count->setText(tr("%n of %1 known names", nullptr, matches).arg(locale.toString(known)));
    m_notLoaded->setVisible(isFiltering && !notLoaded.isEmpty());
    m_load->setVisible(isFiltering && !notLoaded.isEmpty());
    constexpr qsizetype most = 3;
    QString words = notLoaded.mid(0, most).join(QStringLiteral(", "));
    if (notLoaded.size() > most)
        words = tr("%1 and %n more", nullptr, static_cast<int>(notLoaded.size() - most)).arg(words);
    m_notLoaded->setText(tr("Not loaded: %1").arg(words));
    m_notOpen->setText(notOpen);
    m_notOpen->setVisible(isFiltering && !notOpen.isEmpty());
}

} // namespace metascope
