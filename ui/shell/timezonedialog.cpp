// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/timezonedialog.h"

#include "ui/theme/tokens.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSortFilterProxyModel>
#include <QtCore/QStringListModel>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {

constexpr int shownRows = 12;
constexpr int shownCharacters = 44;

QStringList knownZones()
{
    QStringList ids;
    const auto known = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : known)
        ids.append(QString::fromUtf8(id));
    ids.sort();
    return ids;
}

} // namespace

TimeZoneDialog::TimeZoneDialog(const TimeZoneChoice &now, QWidget *parent)
    : QDialog(parent), m_found(new QSortFilterProxyModel(this)), m_search(new QLineEdit(this)),
      m_list(new QListView(this))
{
    setObjectName(QStringLiteral("timeZoneDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Time Zone"));
    m_search->setObjectName(QStringLiteral("timeZoneSearch"));
    m_search->setAccessibleName(tr("Search Time Zones"));
    m_search->setPlaceholderText(tr("Search Time Zones"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_found->setSourceModel(new QStringListModel(knownZones(), this));
    m_list->setObjectName(QStringLiteral("timeZones"));
    m_list->setAccessibleName(tr("Time Zones"));
    m_list->setModel(m_found);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMinimumHeight((fontMetrics().height() + spacing::tight) * shownRows);
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * shownCharacters);

    auto *buttons = new QDialogButtonBox(this);
    m_choose = buttons->addButton(tr("Choose"), QDialogButtonBox::AcceptRole);
    m_choose->setObjectName(QStringLiteral("confirmTimeZone"));
    m_choose->setAccessibleName(m_choose->text());
    m_choose->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancelTimeZone"));
    cancel->setAccessibleName(cancel->text());
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);

    connect(m_search, &QLineEdit::textChanged, this, &TimeZoneDialog::search);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) { m_choose->setEnabled(current.isValid()); });
    connect(m_list, &QListView::doubleClicked, this, &TimeZoneDialog::choose);
    connect(buttons, &QDialogButtonBox::accepted, this, &TimeZoneDialog::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto same = m_found->match(m_found->index(0, 0), Qt::DisplayRole, now.name(), 1, Qt::MatchExactly);
    m_list->setCurrentIndex(same.isEmpty() ? m_found->index(0, 0) : same.constFirst());
    m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtCenter);
}

bool TimeZoneDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress)
        if (const int key = static_cast<QKeyEvent *>(event)->key(); key == Qt::Key_Down || key == Qt::Key_Up) {
            m_list->setFocus(Qt::TabFocusReason);
            return true;
        }
    return QDialog::eventFilter(watched, event);
}

void TimeZoneDialog::search()
{
    // Ids have no blanks: "new york" is America/New_York.
    const QString pattern = QRegularExpression::escape(m_search->text().simplified().replace(u' ', u'_'));
    m_found->setFilterRegularExpression(QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption));
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_found->index(0, 0));
    m_list->scrollTo(m_list->currentIndex());
    m_choose->setEnabled(m_list->currentIndex().isValid());
}

void TimeZoneDialog::choose()
{
    const auto choice = TimeZoneChoice::named(m_list->currentIndex().data().toString().toUtf8());
    if (!choice)
        return;
    Q_EMIT chosen(*choice);
    accept();
}

} // namespace metascope
