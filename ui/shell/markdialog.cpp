// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/markdialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <array>
#include <utility>

namespace metascope {

namespace {

constexpr int longestTag = 20;
constexpr int swatch = 12; ///< pixels

/// The colours that people expect of these words.
constexpr std::array usual{
    std::pair{QT_TRANSLATE_NOOP("metascope::MarkDialog", "production"), MarkColour::Red},
    std::pair{QT_TRANSLATE_NOOP("metascope::MarkDialog", "staging"), MarkColour::Orange},
    std::pair{QT_TRANSLATE_NOOP("metascope::MarkDialog", "development"), MarkColour::Green},
    std::pair{QT_TRANSLATE_NOOP("metascope::MarkDialog", "test"), MarkColour::Blue},
};

} // namespace

MarkDialog::MarkDialog(const QString &name, const TargetMark &mark, const Theme &theme, QWidget *parent)
    : QDialog(parent), m_tag(new QComboBox(this)), m_colour(new QComboBox(this)), m_preview(new Badge(theme, this)),
      m_isColourChosen(mark.colour != MarkColour::None)
{
    setObjectName(QStringLiteral("markDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Colour and Tag"));
    auto *intro = new QLabel(
        tr("How %1 is told apart in the Explorer, on tabs and above the editors.").arg(visibleName(name)), this);
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    m_tag->setObjectName(QStringLiteral("markTag"));
    m_tag->setAccessibleName(tr("Tag"));
    m_tag->setEditable(true);
    m_tag->lineEdit()->setAccessibleName(m_tag->accessibleName());
    m_tag->lineEdit()->setMaxLength(longestTag);
    m_tag->lineEdit()->setPlaceholderText(tr("No tag"));
    for (const auto &[word, colour] : usual)
        m_tag->addItem(tr(word));
    m_tag->setCurrentText(mark.tag);
    m_colour->setObjectName(QStringLiteral("markColour"));
    m_colour->setAccessibleName(tr("Colour"));
    for (const MarkColour colour : markColours) {
        QPixmap pixmap(swatch, swatch);
        pixmap.fill(theme.tokens().target(colour).ground);
        m_colour->addItem(QIcon(pixmap), markColourName(colour), QVariant::fromValue(static_cast<int>(colour)));
    }
    m_colour->setCurrentIndex(m_colour->findData(static_cast<int>(mark.colour)));
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *set = buttons->addButton(tr("Set"), QDialogButtonBox::AcceptRole);
    set->setObjectName(QStringLiteral("confirmMark"));
    set->setAccessibleName(set->text());
    set->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancelMark"));
    cancel->setAccessibleName(cancel->text());

    auto *preview = new QHBoxLayout;
    preview->addWidget(m_preview);
    preview->addStretch();
    auto *layout = new QFormLayout(this);
    layout->setVerticalSpacing(spacing::control);
    layout->setHorizontalSpacing(spacing::group);
    layout->addRow(intro);
    layout->addRow(tr("&Tag"), m_tag);
    layout->addRow(tr("&Colour"), m_colour);
    layout->addRow(tr("Shown as"), preview);
    layout->addRow(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 55);

    connect(m_tag, &QComboBox::currentTextChanged, this, &MarkDialog::refresh);
    connect(m_tag, &QComboBox::currentTextChanged, this, &MarkDialog::suggestColour);
    connect(m_colour, &QComboBox::activated, this, [this] { m_isColourChosen = true; });
    connect(m_colour, &QComboBox::currentIndexChanged, this, &MarkDialog::refresh);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(this->mark());
        accept();
    });
    refresh();
}

TargetMark MarkDialog::mark() const
{
    const QString tag = m_tag->currentText().simplified();
    return tag.isEmpty() ? TargetMark{} : TargetMark{static_cast<MarkColour>(m_colour->currentData().toInt()), tag};
}

void MarkDialog::suggestColour()
{
    if (m_isColourChosen)
        return;
    for (const auto &[word, colour] : usual)
        if (m_tag->currentText() == tr(word))
            m_colour->setCurrentIndex(m_colour->findData(static_cast<int>(colour)));
}

void MarkDialog::refresh()
{
    const TargetMark shown = mark();
    m_colour->setEnabled(!shown.isEmpty());
    if (shown.isEmpty())
        m_preview->setBadge(Badge::Kind::Neutral, tr("no mark"));
    else
        m_preview->setMark(shown);
}

} // namespace metascope
