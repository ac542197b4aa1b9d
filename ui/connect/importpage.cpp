// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/importpage.h"

#include "ui/connect/plaintokensbox.h"
#include "ui/connect/trustquestion.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/thinprogress.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace metascope {

ImportPage::ImportPage(Connector &connector, QString file, const Theme &theme, const IconProvider &icons,
                       QWidget *parent)
    : ColumnPage(QStringLiteral("importPage"), parent), m_connector(*connector.sibling(this)),
      m_standardFile(std::move(file)), m_file(new QLineEdit(this)), m_choose(new QPushButton(tr("Other File…"), this)),
      m_list(new QListWidget(this)), m_state(new QLabel(this)), m_bar(new MessageBar(theme, icons, this)),
      m_warning(new MessageBar(theme, icons, this)), m_progress(new ThinProgress(theme, this)),
      m_import(new QPushButton(tr("Import"), this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    auto *title = new QLabel(tr("Import from Xano CLI"), this);
    title->setFont(Theme::titleFont(font()));
    auto *about
        = new QLabel(tr("Xano's command line keeps its tokens in a plain file. Each profile that you pick is checked "
                        "at its instance and its token stored in the keychain: %1.")
                         .arg(connector.storeName(TokenPlace::Keychain)),
                     this);
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    about->setForegroundRole(QPalette::PlaceholderText);
    m_file->setObjectName(QStringLiteral("profilesFile"));
    m_file->setAccessibleName(tr("Profiles File"));
    m_file->setReadOnly(true);
    auto *fileLabel = new QLabel(tr("Profiles &File"), this);
    fileLabel->setBuddy(m_file);
    m_choose->setObjectName(QStringLiteral("chooseProfilesFile"));
    m_list->setObjectName(QStringLiteral("profiles"));
    m_list->setAccessibleName(tr("Profiles"));
    m_list->setMinimumHeight((fontMetrics().height() + spacing::rowPadding) * 7);
    m_import->setObjectName(QStringLiteral("importPicked"));
    m_import->setDefault(true);
    m_cancel->setObjectName(QStringLiteral("cancelImport"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    for (QPushButton *button : {m_choose, m_import, m_cancel})
        button->setAccessibleName(button->text());

    auto *fileLine = new QHBoxLayout;
    fileLine->addWidget(m_file, 1);
    fileLine->addWidget(m_choose);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_state, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_import);
    QVBoxLayout *layout = column();
    layout->addWidget(title);
    layout->addWidget(about);
    layout->addWidget(m_bar);
    layout->addWidget(m_warning);
    layout->addSpacing(spacing::control);
    layout->addWidget(fileLabel);
    layout->addLayout(fileLine);
    layout->addWidget(m_list);
    layout->addWidget(m_progress);
    layout->addLayout(buttons);
    layout->addStretch(1);
    setFocusProxy(m_list);

    connect(m_choose, &QPushButton::clicked, this, &ImportPage::chooseFile);
    connect(m_import, &QPushButton::clicked, this, &ImportPage::start);
    connect(m_cancel, &QPushButton::clicked, this, &ImportPage::leave);
    connect(m_list, &QListWidget::itemChanged, this, &ImportPage::updateButtons);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ImportPage::leave);
    setRunning(false);
}

void ImportPage::forget()
{
    m_scope.restart();
    m_connector.cancel();
    m_left.clear();
    m_problems.clear();
    m_trusted.clear();
    m_profiles = {};
    m_list->clear();
    m_bar->dismiss();
    m_warning->dismiss();
    setRunning(false);
}

void ImportPage::begin()
{
    forget();
    if (!QFileInfo::exists(m_standardFile)) {
        m_file->setText(m_standardFile);
        m_bar->showMessage(
            MessageBar::Kind::Info,
            tr("Xano's command line has kept no profiles here. If they are elsewhere, choose their file."));
    } else {
        read(m_standardFile);
    }
    m_list->setFocus(Qt::OtherFocusReason);
}

void ImportPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Profiles of Xano's Command Line"), m_file->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setFilter(QDir::Files | QDir::Hidden);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportPage::read);
    dialog->open();
}

void ImportPage::read(const QString &file)
{
    m_bar->dismiss();
    m_warning->dismiss();
    m_list->clear();
    m_file->setText(file);
    m_profiles = {};
    m_problems.clear();
    const auto found = readCliProfiles(file);
    if (!found) {
        m_bar->showError(found.error());
        updateButtons();
        return;
    }
    m_profiles = *found;
    for (const CliProfile &profile : std::as_const(m_profiles.profiles)) {
        const QString name = visibleName(profile.name);
        auto *item = new QListWidgetItem(profile.token ? tr("%1: %2").arg(name, visibleName(profile.instanceAddress))
                                                       : tr("%1: %2").arg(name, profile.problem),
                                         m_list);
        item->setFlags(profile.token ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                                     : Qt::NoItemFlags);
        if (profile.token)
            item->setCheckState(Qt::Checked);
    }
    if (m_profiles.isReadableByOthers)
        m_warning->showMessage(
            MessageBar::Kind::Warning,
            tr("Other users of this computer can read the file and with it every token in it. Consider "
               "replacing these tokens at Xano."));
    updateButtons();
}

void ImportPage::updateButtons()
{
    int picked = 0;
    for (int row = 0; row < m_list->count(); ++row)
        picked += m_list->item(row)->checkState() == Qt::Checked ? 1 : 0;
    m_import->setText(picked > 0 ? tr("Import %n Profile(s)", nullptr, picked) : tr("Import"));
    m_import->setAccessibleName(m_import->text());
    m_import->setEnabled(!m_isRunning && picked > 0);
}

void ImportPage::setRunning(bool running)
{
    m_isRunning = running;
    m_list->setEnabled(!running);
    m_choose->setEnabled(!running);
    m_progress->setRunning(running);
    if (!running)
        m_state->clear();
    updateButtons();
}

void ImportPage::start()
{
    m_bar->dismiss();
    m_left.clear();
    m_done.clear();
    m_problems.clear();
    m_added.clear();
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            m_left.append(m_profiles.profiles.at(row));
    setRunning(true);
    importNext();
}

void ImportPage::importNext()
{
    if (m_left.isEmpty()) {
        finish();
        return;
    }
    const CliProfile profile = m_left.takeFirst();
    m_state->setText(tr("Checking %1…").arg(visibleName(profile.name)));
    m_scope.restart();
    const auto base = ApiBase::fromUserInput(profile.instanceAddress);
    const QByteArray trusted = base ? m_trusted.value(base->origin) : QByteArray();
    m_scope.await(m_connector.check({profile.token, profile.instanceAddress, false, trusted}),
                  [this, profile](const Result<CheckedToken> &checked) {
                      if (!checked) {
                          failed(profile, checked.error());
                          return;
                      }
                      TokenChoice choice;
                      choice.name = profile.name;
                      m_scope.restart();
                      m_scope.await(m_connector.addInstance(choice),
                                    [this, profile](const Result<InstanceId> &id) { stored(profile, id); });
                  });
}

void ImportPage::stored(const CliProfile &profile, const Result<InstanceId> &id)
{
    if (!id) {
        failed(profile, id.error());
        return;
    }
    m_done.append(profile.name);
    m_added.append(*id);
    importNext();
}

void ImportPage::failed(const CliProfile &profile, const Error &error)
{
    m_problems.append({profile, error, m_connector.askedAt()});
    importNext();
}

void ImportPage::finish()
{
    m_connector.cancel();
    setRunning(false);
    QStringList lines;
    for (const Problem &each : std::as_const(m_problems))
        lines.append(tr("%1: %2").arg(visibleName(each.profile.name), describe(each.error)));
    const QString failures = lines.join(QLatin1Char('\n'));
    if (m_done.isEmpty()) {
        m_bar->showMessage(MessageBar::Kind::Error, tr("Nothing was imported."), failures);
        offerToTrust();
        return;
    }
    const QString said = tr("%n profile(s) imported.", nullptr, static_cast<int>(m_done.size()))
        + (m_problems.isEmpty()
               ? QString()
               : QLatin1Char(' ') + tr("%n could not be.", nullptr, static_cast<int>(m_problems.size())));
    m_bar->showMessage(m_problems.isEmpty() ? MessageBar::Kind::Info : MessageBar::Kind::Warning,
                       said + QLatin1Char(' ') + tr("Their tokens still stand in the plain file."), failures);
    offerToTrust();
    offerToCut();
    QPushButton *open = m_bar->addButton(tr("Open"));
    open->setObjectName(QStringLiteral("openImported"));
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT imported(m_added); });
}

void ImportPage::offerToTrust()
{
    const auto first = std::ranges::find_if(
        m_problems, [](const Problem &each) { return each.origin && refusedCertificate(each.error); });
    if (first == m_problems.end())
        return;
    QPushButton *trust = m_bar->addButton(tr("Trust a Certificate…"));
    trust->setObjectName(QStringLiteral("askToTrust"));
    connect(trust, &QPushButton::clicked, this, [this, origin = *first->origin, error = first->error] {
        askToTrust(this, origin.toString(), error, [this, origin](const QByteArray &certificate) {
            m_trusted.insert(origin, certificate);
            m_bar->dismiss();
            const auto isThere
                = [&origin](const Problem &each) { return each.origin == origin && refusedCertificate(each.error); };
            for (const Problem &each : std::as_const(m_problems))
                if (isThere(each))
                    m_left.append(each.profile);
            m_problems.removeIf(isThere);
            setRunning(true);
            importNext();
        });
    });
}

void ImportPage::offerToCut()
{
    QPushButton *button = m_bar->addButton(tr("Remove Plain Tokens…"));
    button->setObjectName(QStringLiteral("removePlainTokens"));
    connect(button, &QPushButton::clicked, this, &ImportPage::cut);
}

void ImportPage::cut()
{
    auto planned = PlainTokenRemoval::plan(m_profiles.file, m_done);
    if (!planned) {
        m_bar->showError(planned.error());
        return;
    }
    for (const CliProfile &profile : std::as_const(m_profiles.profiles))
        if (m_done.contains(profile.name) && !planned->isOf(profile.name, *profile.token)) {
            m_bar->showMessage(MessageBar::Kind::Warning,
                               tr("The token of %1 in the file is another one by now. Import it again first.")
                                   .arg(visibleName(profile.name)));
            return;
        }
    // What is shown is what is carried out, or nothing is.
    const auto removal = std::make_shared<const PlainTokenRemoval>(std::move(*planned));
    auto *box = new PlainTokensBox(*removal, this);
    connect(box, &PlainTokensBox::confirmed, this, [this, removal] {
        const auto applied = removal->apply();
        const QList<InstanceId> added = m_added;
        if (!applied) {
            m_bar->showError(applied.error());
            return;
        }
        read(m_file->text());
        m_bar->showMessage(
            MessageBar::Kind::Info,
            tr("The plain tokens are gone from the file. Xano's command line will ask for a login again."));
        QPushButton *open = m_bar->addButton(tr("Open"));
        open->setObjectName(QStringLiteral("openImported"));
        connect(open, &QPushButton::clicked, this, [this, added] { Q_EMIT imported(added); });
    });
    box->open();
}

void ImportPage::leave()
{
    if (m_isRunning) {
        m_scope.restart();
        m_connector.cancel();
        m_left.clear();
        setRunning(false);
        return;
    }
    forget();
    Q_EMIT cancelled();
}

} // namespace metascope
