// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/messagebar.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/onelinetext.h"

#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtWidgets/QAccessibleWidget>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace metascope {

namespace {

constexpr qsizetype longestText = 2000; ///< in characters

class AccessibleMessageBar final : public QAccessibleWidget {
public:
    explicit AccessibleMessageBar(MessageBar *bar) : QAccessibleWidget(bar, QAccessible::Notification) {}

    [[nodiscard]] QAccessible::Role role() const override
    {
        const auto *bar = qobject_cast<const MessageBar *>(widget());
        return bar && bar->kind() != MessageBar::Kind::Info ? QAccessible::AlertMessage : QAccessible::Notification;
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const auto *bar = qobject_cast<const MessageBar *>(widget());
        return bar && kind == QAccessible::Name ? bar->text() : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface *accessibleMessageBar(const QString &, QObject *object)
{
    auto *bar = qobject_cast<MessageBar *>(object);
    return bar ? new AccessibleMessageBar(bar) : nullptr;
}

QString technicalDetails(const Error &error)
{
    QStringList lines;
    lines.append(title(error.kind));
    if (!error.endpoint.isEmpty())
        lines.append(error.endpoint);
    if (error.httpStatus != 0)
        lines.append(QStringLiteral("HTTP %1").arg(error.httpStatus));
    if (!error.code.isEmpty())
        lines.append(error.code);
    if (!error.detail.isEmpty())
        lines.append(error.detail);
    return lines.size() > 1 ? lines.join(u'\n') : QString();
}

} // namespace

MessageBar::MessageBar(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_icons(icons), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_layout(new QGridLayout(this)), m_buttons(new QHBoxLayout), m_detailsToggle(new QToolButton(this)),
      m_close(new QToolButton(this))
{
    // Installing the same factory again has no effect.
    QAccessible::installFactory(accessibleMessageBar);
    setObjectName(QStringLiteral("messageBar"));
    setFrameShape(QFrame::NoFrame);

    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1); // a word without an end must not widen the window
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setFocusPolicy(Qt::NoFocus);

    m_detailsToggle->setObjectName(QStringLiteral("messageDetailsToggle"));
    m_detailsToggle->setText(tr("Details"));
    m_detailsToggle->setAccessibleName(m_detailsToggle->text());
    m_detailsToggle->setCheckable(true);
    m_detailsToggle->setAutoRaise(true);
    m_detailsToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_detailsToggle->setIcon(m_icons.icon(Icon::Expand));

    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close"));
    m_close->setIcon(m_icons.icon(Icon::Close));
    m_close->setAutoRaise(true);
    m_close->hide();

    m_buttons->setSpacing(spacing::control);
    m_layout->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::control);
    m_layout->setHorizontalSpacing(spacing::control);
    m_layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    m_layout->addWidget(m_text, 0, 1);
    m_layout->addWidget(m_detailsToggle, 0, 2, Qt::AlignTop);
    m_layout->addLayout(m_buttons, 0, 3, Qt::AlignTop);
    m_layout->addWidget(m_close, 0, 4, Qt::AlignTop);
    m_layout->setColumnStretch(1, 1);

    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(&m_theme, &Theme::changed, this, &MessageBar::restyle);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text, const QString &details)
{
    m_kind = kind;
    const auto old = findChildren<QPushButton *>(QString(), Qt::FindDirectChildrenOnly);
    for (QPushButton *button : old) {
        button->hide();
        button->deleteLater();
    }
    const QString pattern = kind == Kind::Info ? tr("Note: %1")
        : kind == Kind::Warning                ? tr("Warning: %1")
                                               : tr("Error: %1");
    m_text->setText(pattern.arg(shortened(withoutTurns(text), longestText)));
    m_detailsToggle->setChecked(false);
    m_detailsToggle->setVisible(!details.isEmpty());
    showDetails(details);
    restyle();
    setVisible(true);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::showDetails(const QString &details)
{
    if (!m_details && !details.isEmpty()) {
        m_details = new QPlainTextEdit(this);
        m_details->setObjectName(QStringLiteral("messageDetails"));
        m_details->setAccessibleName(tr("Details"));
        m_details->setReadOnly(true);
        m_details->setTabChangesFocus(true);
        m_details->setFont(Theme::codeFont(font()));
        m_details->setFixedHeight(m_details->fontMetrics().height() * 6);
        m_details->hide();
        m_layout->addWidget(m_details, 2, 1, 1, 4);
        connect(m_detailsToggle, &QToolButton::toggled, m_details, &QWidget::setVisible);
    }
    if (m_details)
        m_details->setPlainText(details);
}

void MessageBar::showError(const Error &error)
{
    showMessage(Kind::Error, describe(error), technicalDetails(error));
}

void MessageBar::showOld(const QString &moment, const Error &error)
{
    showMessage(Kind::Warning, tr("As of %1. %2").arg(moment, describe(error)), technicalDetails(error));
}

QPushButton *MessageBar::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(text);
    button->setObjectName(QStringLiteral("messageAction"));
    m_buttons->addWidget(button);
    return button;
}

void MessageBar::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void MessageBar::setStacked(bool stacked)
{
    m_layout->removeItem(m_buttons);
    m_buttons->setParent(nullptr); // removeItem() leaves it, and a layout with a parent cannot be added
    if (stacked)
        m_layout->addLayout(m_buttons, 1, 1, 1, 4, Qt::AlignLeft);
    else
        m_layout->addLayout(m_buttons, 0, 3, Qt::AlignTop);
}

void MessageBar::dismiss()
{
    hide();
    Q_EMIT dismissed();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const ThemeTokens &tokens = m_theme.tokens();
    const MarkColors &colors = m_kind == Kind::Info ? tokens.info
        : m_kind == Kind::Warning                   ? tokens.changed
                                                    : tokens.removed;
    QPainter painter(this);
    painter.fillRect(rect(), colors.ground);
    painter.fillRect(QRect(0, 0, 4, height()), colors.mark);
}

void MessageBar::restyle()
{
    const Icon icon = m_kind == Kind::Info ? Icon::Info : m_kind == Kind::Warning ? Icon::Warning : Icon::Error;
    const IconTint tint = m_kind == Kind::Info ? IconTint::Info
        : m_kind == Kind::Warning              ? IconTint::Changed
                                               : IconTint::Removed;
    m_icon->setPixmap(m_icons.icon(icon, tint).pixmap(QSize(16, 16), devicePixelRatioF()));
    update();
}

} // namespace metascope
