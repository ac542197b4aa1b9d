// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/exchangepane.h"

#include "app/base/rawjson.h"
#include "app/model/trafficmodel.h"
#include "app/transfer/plaintext.h"
#include "ui/theme/theme.h"

#include <QtCore/QLocale>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {

QString bytesText(qint64 size)
{
    return QLocale().formattedDataSize(size, 1, QLocale::DataSizeSIFormat);
}

QString bodyText(const QByteArray &body, bool isCut)
{
    if (const auto json = isCut ? Result<RawJson>(Failure(Error{})) : RawJson::parse(body))
        return QString::fromUtf8(json->indented());
    return utf8Text(body, isCut).value_or(QString());
}

QString messageText(const QString &first, const QList<std::pair<QByteArray, QByteArray>> &headers,
                    const QByteArray &body, bool isCut)
{
    QString text = first + QLatin1Char('\n');
    for (const auto &[name, value] : headers)
        text += QStringLiteral("%1: %2\n").arg(headerText(name), headerText(value));
    return body.isEmpty() ? text : text + QLatin1Char('\n') + bodyText(body, isCut);
}

QString bodyRemark(const QByteArray &body, qint64 size, bool isCut)
{
    QStringList remarks;
    if (!utf8Text(body, isCut))
        remarks.append(ExchangePane::tr("The body (%1) is no text.").arg(bytesText(size)));
    else if (isCut)
        remarks.append(
            ExchangePane::tr("The first %1 of the body's %2 are kept.").arg(bytesText(body.size()), bytesText(size)));
    if (body.contains(Redactor::mark))
        remarks.append(ExchangePane::tr("Where it says %1, a token or a secret value was left out.")
                           .arg(QLatin1String(Redactor::mark)));
    return remarks.join(QLatin1Char(' '));
}

} // namespace

ExchangePane::ExchangePane(QWidget *parent)
    : QTabWidget(parent), m_request(addSide(tr("Request"), "exchangeRequest")),
      m_response(addSide(tr("Response"), "exchangeResponse"))
{
    setObjectName(QStringLiteral("exchangePane"));
    setAccessibleName(tr("Exchange"));
    setDocumentMode(true);
    connect(this, &QTabWidget::currentChanged, this, &ExchangePane::fill);
    setEntry(nullptr);
}

ExchangePane::Side ExchangePane::addSide(const QString &title, const char *name)
{
    auto *page = new QWidget(this);
    const Side side{new QLabel(page), new QPlainTextEdit(page)};
    side.remark->setObjectName(QLatin1String(name) + QStringLiteral("Remark"));
    side.remark->setTextFormat(Qt::PlainText);
    side.remark->setWordWrap(true);
    side.remark->setForegroundRole(QPalette::PlaceholderText);
    side.remark->setContentsMargins(spacing::control, spacing::tight, spacing::control, 0);
    side.text->setObjectName(QLatin1String(name));
    side.text->setAccessibleName(title);
    side.text->setReadOnly(true);
    side.text->setTabChangesFocus(true);
    side.text->setUndoRedoEnabled(false);
    side.text->setFont(Theme::codeFont(font()));
    side.text->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(side.remark);
    layout->addWidget(side.text, 1);
    addTab(page, title);
    return side;
}

void ExchangePane::setEntry(const TrafficEntry *entry)
{
    m_entry = entry ? std::optional(*entry) : std::nullopt;
    fill();
}

void ExchangePane::fill()
{
    if (!m_entry) {
        for (const Side &side : {m_request, m_response})
            show(side, {}, {});
        return;
    }
    const TrafficEntry &entry = *m_entry;
    if (currentIndex() == 0) {
        const QString first
            = QString::fromLatin1(entry.method) + QLatin1Char(' ') + entry.url.toString(QUrl::FullyEncoded);
        show(m_request, messageText(first, entry.requestHeaders, entry.requestBody, entry.isRequestCut),
             bodyRemark(entry.requestBody, entry.requestSize, entry.isRequestCut));
        return;
    }
    const QString status = TrafficModel::statusText(entry);
    const QString first = !entry.isFinished ? tr("No answer yet.")
        : entry.status == 0                 ? tr("No answer: %1.").arg(status)
                                            : status;
    show(m_response, messageText(first, entry.responseHeaders, entry.responseBody, entry.isResponseCut),
         bodyRemark(entry.responseBody, entry.responseSize, entry.isResponseCut));
}

void ExchangePane::show(const Side &side, const QString &text, const QString &remark) const
{
    side.remark->setText(remark);
    side.remark->setVisible(!remark.isEmpty());
    // Whoever reads in it keeps the place and the selection when the row changes without effect on it.
    if (side.text->toPlainText() != text)
        side.text->setPlainText(text);
}

} // namespace metascope
