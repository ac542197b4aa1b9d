// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palette.h"

#include "app/search/nameindex.h"
#include "ui/palette/palettedelegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/onelinetext.h"

#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <chrono>

namespace metascope {

namespace {

constexpr int mostShownRows = 12;
constexpr int widestCharacters = 120;
constexpr qsizetype mostNotLoadedShown = 3;
constexpr qsizetype longestNotLoaded = 60;
constexpr auto refreshDelay = std::chrono::milliseconds(50);

} // namespace

Palette::Palette(const Parts &parts, QWidget *window)

    : QDialog(window), m_theme(parts.theme), m_menus(parts.menus), m_content(parts.index, parts.icons, parts.menus),
      m_model(new PaletteModel(this)), m_edit(new QLineEdit(this)), m_list(new QListView(this)),
      m_status(new QLabel(this)), m_notLoaded(new QLabel(this)), m_load(new QPushButton(tr("Load Now"), this))
{
    setObjectName(QStringLiteral("palette"));
    setWindowFlags(Qt::Widget); // not left to the constructor, which makes it a window of its own
    setAccessibleName(tr("Go to Anything"));
    setAutoFillBackground(true);
    hide();
    m_edit->addAction(parts.icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    build();
    window->installEventFilter(this);
    m_edit->installEventFilter(this);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelay);
    connect(&m_refresh, &QTimer::timeout, this, &Palette::refresh);
    const auto refreshSoon = [this] {
        if (m_isOpen && !m_refresh.isActive())
            m_refresh.start();
    };
    connect(&parts.index, &NameIndex::changed, this, refreshSoon);
    connect(&parts.index, &NameIndex::ranksChanged, this, refreshSoon);
    connect(&parts.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_list->setCurrentIndex({});
        refresh();
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        activate(index.row(), QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier));
    });
    connect(m_load, &QPushButton::clicked, this, &Palette::loadRequested);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) { focusMoved(now); });
}

Palette::~Palette()
{
    // Its parts give up the focus when it is half gone.
    disconnect(qApp, nullptr, this, nullptr);
    qApp->removeEventFilter(this);
}

void Palette::build()
{
    m_edit->setObjectName(QStringLiteral("paletteEdit"));
    m_edit->setAccessibleName(tr("Go to Anything"));
    m_edit->setPlaceholderText(tr("Go to Anything"));
    m_edit->setMaxLength(static_cast<int>(FuzzyPattern::longest));

    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Matches"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_theme, *m_model, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    // The edit keeps the focus, and with it what is typed; the arrows work from there.
    m_list->setFocusPolicy(Qt::NoFocus);

    for (QLabel *label : {m_status, m_notLoaded}) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_status->setObjectName(QStringLiteral("paletteStatus"));
    m_notLoaded->setObjectName(QStringLiteral("paletteNotLoaded"));
    m_notLoaded->setWordWrap(true);
    m_load->setObjectName(QStringLiteral("paletteLoad"));
    m_load->setAccessibleName(m_load->text());

    auto *foot = new QHBoxLayout;
    foot->setSpacing(spacing::control);
    foot->addWidget(m_notLoaded, 1);
    foot->addWidget(m_load);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::control, spacing::control, spacing::control, spacing::control);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_edit);
    layout->addWidget(m_list);
    layout->addWidget(m_status);
    layout->addLayout(foot);
    updateNotLoaded();
}

void Palette::open()
{
    if (m_isOpen) {
        m_edit->setFocus(Qt::ShortcutFocusReason);
        m_edit->selectAll();
        return;
    }
    openWith({});
}

void Palette::openWith(const QString &text)
{
    if (!m_isOpen)
        m_focusBefore = window()->focusWidget();
    m_isOpen = true;
    qApp->installEventFilter(this); // for clicks beside it
    Q_EMIT aboutToOpen();
    const QSignalBlocker silence(m_edit);
    m_edit->setText(text);
    m_list->setCurrentIndex({});
    refresh();
    raise();
    show();
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->end(false); // what is there is gone on with: showing a dialog selects it
}

void Palette::done(int result)
{
    // Before hiding, which gives the focus to whatever comes next.
    m_isOpen = false;
    qApp->removeEventFilter(this);
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    const QPointer<QWidget> before = std::exchange(m_focusBefore, {});
    m_refresh.stop();
    QDialog::done(result);
    if (hadFocus && before)
        before->setFocus(Qt::OtherFocusReason);
    m_model->setRows({});
}

void Palette::focusMoved(const QWidget *now)
{
    // Without any (another program has it) it stays: a person fetches a name from there.
    if (m_isOpen && now && now != this && !isAncestorOf(now))
        reject();
}

void Palette::setNotLoaded(const QStringList &words)
{
    if (words == m_notLoadedWords)
        return;
    m_notLoadedWords = words;
    updateNotLoaded();
    if (m_isOpen)
        place();
}

void Palette::setNotOpen(const QString &words)
{
    if (words == m_notOpenWords)
        return;
    m_notOpenWords = words;
    updateNotLoaded();
    if (m_isOpen)
        place();
}

void Palette::updateNotLoaded()
{
    QStringList shown;
    for (const QString &words : m_notLoadedWords.mid(0, mostNotLoadedShown))
        shown.append(shortened(oneLine(words), longestNotLoaded));
    const auto more = static_cast<int>(m_notLoadedWords.size() - shown.size());
    const QString list = shown.join(QStringLiteral("; "));
    QStringList sentences;
    if (!list.isEmpty())
        sentences.append(more > 0 ? tr("Not loaded, so not searched: %1; and %n more.", nullptr, more).arg(list)
                                  : tr("Not loaded, so not searched: %1.").arg(list));
    if (!m_notOpenWords.isEmpty())
        sentences.append(tr("%1.").arg(m_notOpenWords));
    m_notLoaded->setText(sentences.join(u' '));
    const bool isAboutObjects = PaletteQuery::parse(m_edit->text()).mode == PaletteQuery::Mode::Objects;
    const bool canLoad = isAboutObjects && !list.isEmpty();
    if (!canLoad && m_load->hasFocus())
        m_edit->setFocus(Qt::OtherFocusReason);
    m_notLoaded->setVisible(isAboutObjects && !sentences.isEmpty());
    m_load->setVisible(canLoad);
}

void Palette::refresh()
{
    m_refresh.stop();
    const QModelIndex current = m_list->currentIndex();
    const QString chosen = current.isValid() ? m_model->row(current.row()).key : QString();
    PaletteContent::Page page = m_content.page(m_edit->text());
    m_model->setRows(std::move(page.rows));
    m_status->setText(page.status);
    int row = m_model->choosable(0, 1);
    // What a person has stepped to stays chosen when more arrives.
    for (int i = 0; !chosen.isEmpty() && i < m_model->rowCount(); ++i)
        if (m_model->row(i).key == chosen)
            row = i;
    updateNotLoaded();
    place();
    setCurrent(row);
}

int Palette::rowHeight() const
{
    return m_list->fontMetrics().height() + spacing::rowPadding;
}

int Palette::shownRows() const
{
    return std::min(mostShownRows, m_model->rowCount());
}

void Palette::place()
{
    const QWidget *over = parentWidget();
    const int top = m_menus.isVisibleTo(over) ? m_menus.mapTo(over, m_menus.rect().bottomLeft()).y() + 1 : 0;
    const int width = std::min(over->width() - 2 * spacing::edge, fontMetrics().averageCharWidth() * widestCharacters);
    m_list->setVisible(m_model->rowCount() > 0);
    m_list->setFixedHeight(rowHeight() * shownRows());
    layout()->activate();
    int height
        = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : layout()->totalSizeHint().height();
    if (const int tooMuch = height - (over->height() - top - spacing::edge); tooMuch > 0) {
        const int rows = std::max(1, shownRows() - (tooMuch + rowHeight() - 1) / rowHeight());
        height -= m_list->isHidden() ? 0 : (shownRows() - rows) * rowHeight();
        m_list->setFixedHeight(rowHeight() * rows);
    }
    setGeometry((over->width() - width) / 2, top, width, height);
}

void Palette::setCurrent(int row)
{
    if (row < 0) {
        m_list->setCurrentIndex({});
        return;
    }
    m_list->setCurrentIndex(m_model->index(row));
    // The heading of the first rows is of no use out of sight.
    m_list->scrollTo(m_model->index(m_model->choosable(0, 1) == row ? 0 : row));
    if (QAccessible::isActive() && m_isOpen) {
        // The list has no focus of its own: what is chosen in it is told as if it had.
        QAccessibleEvent event(m_list, QAccessible::Focus);
        event.setChild(row);
        QAccessible::updateAccessibility(&event);
    }
}

void Palette::moveBy(int rows)
{
    const int last = m_model->rowCount() - 1;
    const int wanted = m_list->currentIndex().row() + rows;
    const int step = rows < 0 ? -1 : 1;
    int row = m_model->choosable(std::clamp(wanted, 0, std::max(0, last)), step);
    if (std::abs(rows) == 1 && (wanted < 0 || wanted > last || row < 0))
        row = m_model->choosable(rows < 0 ? last : 0, step); // round the end
    if (row < 0)
        row = m_model->choosable(rows < 0 ? 0 : last, -step); // a page stops at the end
    setCurrent(row);
}

void Palette::activate(int number, bool newTab)
{
    if (number < 0 || number >= m_model->rowCount())
        return;
    const PaletteRow row = m_model->row(number);
    switch (row.type) {
    case PaletteRow::Type::Heading: return;
    case PaletteRow::Type::Prefix: m_edit->setText(row.key); return;
    case PaletteRow::Type::Command:
        accept();
        if (row.action && row.action->isEnabled())
            row.action->trigger();
        return;
    case PaletteRow::Type::Object:
        accept();
        Q_EMIT opened(row.key, newTab);
        return;
    }
}

bool Palette::isOwnKey(int key, Qt::KeyboardModifiers modifiers) const
{
    const bool isControl = modifiers == Qt::ControlModifier;
    const bool isPlain = (modifiers & ~Qt::KeypadModifier) == Qt::NoModifier;
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Escape: return isPlain;
    case Qt::Key_Return:
    case Qt::Key_Enter: return true;
    // In a text they move the cursor, until it is where they lead to.
    case Qt::Key_Home: return isControl || (isPlain && m_edit->cursorPosition() == 0 && !m_edit->hasSelectedText());
    case Qt::Key_End:
        return isControl
            || (isPlain && m_edit->cursorPosition() == m_edit->text().size() && !m_edit->hasSelectedText());
    default: return false;
    }
}

bool Palette::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (!isOwnKey(key, modifiers))
        return false;
    const int page = std::max(1, m_list->height() / rowHeight() - 1);
    switch (key) {
    case Qt::Key_Up: moveBy(-1); break;
    case Qt::Key_Down: moveBy(1); break;
    case Qt::Key_PageUp: moveBy(-page); break;
    case Qt::Key_PageDown: moveBy(page); break;
    case Qt::Key_Home: setCurrent(m_model->choosable(0, 1)); break;
    case Qt::Key_End: setCurrent(m_model->choosable(m_model->rowCount() - 1, -1)); break;
    case Qt::Key_Escape: reject(); break;
    default: activate(m_list->currentIndex().row(), modifiers.testFlag(Qt::ControlModifier)); break;
    }
    return true;
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && m_isOpen)
        place();
    if (event->type() == QEvent::MouseButtonPress && m_isOpen) {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && widget != this && widget->window() == window() && !isAncestorOf(widget))
            reject();
    }
    if (watched == m_edit && (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress)) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (event->type() == QEvent::KeyPress)
            return handleKey(key->key(), key->modifiers());
        if (isOwnKey(key->key(), key->modifiers())) {
            event->accept();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

bool Palette::focusNextPrevChild(bool)
{
    // Only its own two; the way out is Escape.
    QWidget *other = m_edit->hasFocus() && m_load->isVisible() ? static_cast<QWidget *>(m_load) : m_edit;
    other->setFocus(Qt::TabFocusReason);
    return true;
}

void Palette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().window);
    painter.setPen(m_theme.tokens().control);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace metascope
