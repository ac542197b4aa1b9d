// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factspage.h"

#include "app/session/objectreads.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/thinprogress.h"

#include <QtCore/QLocale>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

namespace metascope {

namespace {

/// What the page shows of an object beside its name, description and dates: where it stands in the answer, and its label.
struct Fact {
    const char *key;
    const char *label;
};

constexpr std::array facts{
    Fact{"verb", QT_TRANSLATE_NOOP("metascope::FactsPage", "Method")},
    Fact{"guid", QT_TRANSLATE_NOOP("metascope::FactsPage", "GUID")},
    Fact{"canonical", QT_TRANSLATE_NOOP("metascope::FactsPage", "Canonical")},
    Fact{"swagger", QT_TRANSLATE_NOOP("metascope::FactsPage", "Swagger")},
    Fact{"auth", QT_TRANSLATE_NOOP("metascope::FactsPage", "Authentication")},
    Fact{"active", QT_TRANSLATE_NOOP("metascope::FactsPage", "Active")},
    Fact{"tag", QT_TRANSLATE_NOOP("metascope::FactsPage", "Tags")},
    Fact{"branch", QT_TRANSLATE_NOOP("metascope::FactsPage", "Branch")},
};

} // namespace

FactsPage::FactsPage(const EditorRequest &request, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : Editor(request, parent), m_heading(new ElidedLabel(this)), m_progress(new ThinProgress(theme, this)),
      m_bar(new MessageBar(theme, icons, this)), m_facts(new QFormLayout),
      m_scriptTitle(new QLabel(tr("XanoScript"), this)), m_script(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("factsPage"));
    m_heading->setFont(Theme::titleFont(font()));
    m_heading->setText(request.name);

    m_script->setObjectName(QStringLiteral("factsScript"));
    m_script->setAccessibleName(m_scriptTitle->text());
    m_scriptTitle->setBuddy(m_script);
    m_script->setReadOnly(true);
    m_script->setTabChangesFocus(true);
    m_script->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_script->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_script->setFont(Theme::codeFont(font()));
    m_script->hide();
    m_scriptTitle->hide();

    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(spacing::group);
    m_facts->setVerticalSpacing(spacing::tight);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_facts->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    auto *body = new QVBoxLayout;
    body->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    body->setSpacing(spacing::edge);
    body->addWidget(m_heading);
    body->addLayout(m_facts);
    body->addWidget(m_scriptTitle);
    body->addWidget(m_script, 1);
    body->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_progress);
    layout->addWidget(m_bar);
    layout->addLayout(body, 1);
    setFocusProxy(m_script);
    reload();
}

void FactsPage::reload()
{
    const EditorRequest &wanted = request();
    if (!wanted.session || !wanted.path.workspace || !wanted.path.kind || !wanted.path.isObject())
        return;
    m_scope.restart();
    m_bar->dismiss();
    m_progress->setRunning(true);
    const ObjectPlace place{*wanted.path.workspace, wanted.target.branch, wanted.path.group};
    m_scope.await(readObject(*wanted.session, *wanted.path.kind, place, wanted.path.object),
                  [this](const Result<ObjectSummary> &result) {
                      m_progress->setRunning(false);
                      if (result) {
                          show(*result);
                          return;
                      }
                      m_bar->showError(result.error());
                      QPushButton *retry = m_bar->addButton(tr("Retry"));
                      connect(retry, &QPushButton::clicked, this, &FactsPage::reload);
                  });
}

void FactsPage::addFact(const QString &label, const QString &value, bool code)
{
    if (value.isEmpty())
        return;
    auto *name = new QLabel(label, this);
    name->setForegroundRole(QPalette::PlaceholderText);
    auto *text = new QLabel(value, this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (code)
        text->setFont(Theme::codeFont(font()));
    m_facts->addRow(name, text);
}

void FactsPage::show(const ObjectSummary &object)
{
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    m_heading->setText(object.name);
    addFact(tr("Kind"), kindName(object.kind));
    addFact(tr("ID"), object.key, true);
    addFact(tr("Description"), object.description);
    const QLocale locale;
    const auto date = [&locale](const std::optional<QDateTime> &moment) {
        return moment ? locale.toString(*moment, QLocale::ShortFormat) + QStringLiteral(" UTC") : QString();
    };
    addFact(tr("Created"), date(object.createdAt));
    addFact(tr("Updated"), date(object.updatedAt));
    for (const Fact &fact : facts) {
        const auto value = object.raw.member(QString::fromLatin1(fact.key));
        if (!value || value->isNull() || value->isObject())
            continue;
        const auto flag = value->toBool();
        QString text
            = flag ? (*flag ? tr("yes") : tr("no")) : value->toString().value_or(QString::fromUtf8(value->text()));
        if (value->isArray()) {
            QStringList parts;
            const auto elements = value->elements();
            for (const RawJson &element : elements)
                parts.append(element.toString().value_or(QString::fromUtf8(element.text())));
            text = parts.join(QStringLiteral(", "));
        }
        addFact(tr(fact.label), text);
    }
    m_script->setPlainText(object.xanoScript);
    m_script->setVisible(!object.xanoScript.isEmpty());
    m_scriptTitle->setVisible(!object.xanoScript.isEmpty());
    Q_EMIT statusMessage(tr("Read %1").arg(object.name));
}

} // namespace metascope
