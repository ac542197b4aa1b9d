// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/tokenreveal.h"

#include "ui/theme/theme.h"

#include <QtCore/QEvent>
#include <QtCore/QMimeData>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

namespace metascope {

namespace {

/// Marking text in an editor puts it on X11's selection, where clipboard managers read it.
class SecretText final : public QPlainTextEdit {
public:
    using QPlainTextEdit::QPlainTextEdit;

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override { return new QMimeData; }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::Cut))
            event->accept();
        else
            QPlainTextEdit::keyPressEvent(event);
    }
};

} // namespace

TokenReveal::TokenReveal(QWidget *parent)
    : QFrame(parent), m_layout(new QHBoxLayout(this)), m_countdown(new QLabel(this))
{
    setObjectName(QStringLiteral("tokenReveal"));
    m_countdown->setObjectName(QStringLiteral("revealCountdown"));
    m_countdown->setForegroundRole(QPalette::PlaceholderText);
    auto *hideNow = new QPushButton(tr("Hide"), this);
    hideNow->setObjectName(QStringLiteral("hideToken"));
    hideNow->setAccessibleName(hideNow->text());
    hideNow->setAutoDefault(false);

    auto *side = new QVBoxLayout;
    side->setSpacing(spacing::control);
    side->addWidget(m_countdown);
    side->addWidget(hideNow, 0, Qt::AlignLeft);
    side->addStretch(1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(spacing::group);
    m_layout->addLayout(side);

    m_ticks.setInterval(std::chrono::seconds(1));
    connect(&m_ticks, &QTimer::timeout, this, &TokenReveal::count);
    connect(hideNow, &QPushButton::clicked, this, &TokenReveal::conceal);
    hide();
}

TokenReveal::~TokenReveal()
{
    conceal();
}

void TokenReveal::makeText()
{
    m_text = new SecretText(this);
    m_text->setObjectName(QStringLiteral("revealedToken"));
    m_text->setAccessibleName(tr("Revealed Token"));
    m_text->setReadOnly(true);
    m_text->setUndoRedoEnabled(false);
    m_text->setTabChangesFocus(true);
    m_text->setContextMenuPolicy(Qt::NoContextMenu);
    m_text->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setFont(Theme::codeFont(font()));
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * 4 + 2 * spacing::control);
    m_layout->insertWidget(0, m_text, 1);
}

void TokenReveal::reveal(const Secret &secret, std::chrono::seconds shownFor)
{
    if (!m_text)
        makeText();
    m_text->setPlainText(QString::fromUtf8(secret.expose()));
    m_left = static_cast<int>(shownFor.count()) + 1;
    count();
    m_ticks.start();
    window()->installEventFilter(this);
    show();
}

void TokenReveal::conceal()
{
    m_ticks.stop();
    if (m_text)
        m_text->clear();
    hide();
}

void TokenReveal::count()
{
    if (--m_left <= 0) {
        conceal();
        return;
    }
    m_countdown->setText(tr("Hidden in %1 s").arg(m_left));
}

bool TokenReveal::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::WindowDeactivate)
        conceal();
    return QFrame::eventFilter(watched, event);
}

void TokenReveal::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    m_ticks.stop();
    if (m_text)
        m_text->clear();
}

} // namespace metascope
