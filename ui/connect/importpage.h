// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/credentials/cliprofiles.h"
#include "app/session/connector.h"
#include "ui/widgets/columnpage.h"

#include <QtCore/QHash>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace metascope {

class IconProvider;
class MessageBar;
class Theme;
class ThinProgress;

/// Takes the tokens of Xano's command line over into the keychain, one profile after the other: each is checked at its
/// instance, stored and listed. Then it offers to cut the plain tokens out of the file.
class ImportPage final : public ColumnPage {
    Q_OBJECT
public:
    /// The collaborators must outlive the page. `file` is looked into first. Works with a sibling of `connector`: the other
    /// ways have attempts of their own.
    ImportPage(Connector &connector, QString file, const Theme &theme, const IconProvider &icons,
               QWidget *parent = nullptr);

    /// Reads the file and lists its profiles.
    void begin();
    /// Gives up what is under way and forgets the tokens of the file.
    void forget();

Q_SIGNALS:
    /// On the list and stored; not opened yet.
    void imported(const QList<metascope::InstanceId> &instances);
    void cancelled();

private:
    void read(const QString &file);
    void chooseFile();
    void start();
    void importNext();
    void stored(const CliProfile &profile, const Result<InstanceId> &id);
    void failed(const CliProfile &profile, const Error &error);
    void finish();
    void offerToTrust();
    void offerToCut();
    void cut();
    void leave();
    void setRunning(bool running);
    void updateButtons();

    Connector &m_connector;
    ReplyScope m_scope;
    QString m_standardFile;
    CliProfiles m_profiles;
    QList<CliProfile> m_left;
    QStringList m_done; ///< names of the profiles that were imported
    struct Problem {
        CliProfile profile;
        Error error;
        std::optional<Origin> origin; ///< that was asked
    };
    QList<Problem> m_problems; ///< those that were not
    QHash<Origin, QByteArray> m_trusted; ///< certificates that the person trusts, by where
    QList<InstanceId> m_added;
    bool m_isRunning = false;
    QLineEdit *m_file;
    QPushButton *m_choose;
    QListWidget *m_list;
    QLabel *m_state;
    MessageBar *m_bar;
    MessageBar *m_warning;
    ThinProgress *m_progress;
    QPushButton *m_import;
    QPushButton *m_cancel;
};

} // namespace metascope
