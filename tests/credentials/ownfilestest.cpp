// SPDX-License-Identifier: GPL-3.0-or-later
// What the program writes is for its owner alone: Paths and Settings.
#include "app/store/paths.h"
#include "app/store/settings.h"
#include "tests/support/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace metascope;

namespace {

constexpr auto readWrite = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
constexpr auto folderOnly = readWrite | QFile::ExeOwner | QFile::ExeUser;

} // namespace

class OwnFilesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void putsEverythingBelowOneFolder();
    void followsTheFoldersOfTheUser();
    void makesPrivateFolders();
    void leavesAFolderOfOthersOpen();
    void saysWhichFolderCannotBeMade();
    void saysThatAFolderCannotBeWrittenTo();
    void keepsSettings();
    void writesSettingsForTheOwner();
    void survivesSettingsOfOthers();
};

void OwnFilesTest::putsEverythingBelowOneFolder()
{
    const QTemporaryDir folder;
    const Paths paths = Paths::below(folder.path());
    QCOMPARE(paths.registryFile(), folder.path() + QStringLiteral("/instances.json"));
    for (const QString &file : {paths.registryFile(), paths.settingsFile(), paths.draftsFile(), paths.journalFile()})
        QVERIFY2(file.startsWith(folder.path() + QLatin1Char('/')), qPrintable(file));
    // A relative one is taken from where the program was started, once.
    QCOMPARE(Paths::below(QStringLiteral("made-up")).configFolder(), QDir::currentPath() + QStringLiteral("/made-up"));
}

void OwnFilesTest::followsTheFoldersOfTheUser()
{
    const QTemporaryDir home;
    const QByteArray configBefore = qgetenv("XDG_CONFIG_HOME");
    const QByteArray dataBefore = qgetenv("XDG_DATA_HOME");
    qputenv("XDG_CONFIG_HOME", home.filePath(QStringLiteral("config")).toLocal8Bit());
    qputenv("XDG_DATA_HOME", home.filePath(QStringLiteral("data")).toLocal8Bit());
    const Paths paths = Paths::ofUser();
    for (const auto &[name, before] :
         {std::pair{"XDG_CONFIG_HOME", configBefore}, std::pair{"XDG_DATA_HOME", dataBefore}})
        before.isNull() ? qunsetenv(name) : qputenv(name, before);
    QCOMPARE(paths.registryFile(), home.filePath(QStringLiteral("config/metascope/instances.json")));
    QCOMPARE(paths.draftsFile(), home.filePath(QStringLiteral("data/metascope/drafts.sqlite")));
    QCOMPARE(paths.journalFile(), home.filePath(QStringLiteral("data/metascope/journal.sqlite")));
}

void OwnFilesTest::makesPrivateFolders()
{
    const QTemporaryDir home;
    const QString folder = home.filePath(QStringLiteral("a/b"));
    QVERIFY(Paths::below(folder).create());
    QCOMPARE(QFile::permissions(folder), folderOnly);
    // One that others could look into becomes private.
    QVERIFY(QFile::setPermissions(folder, folderOnly | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther));
    QVERIFY(Paths::below(folder).create());
    QCOMPARE(QFile::permissions(folder), folderOnly);
}

void OwnFilesTest::leavesAFolderOfOthersOpen()
{
    const QTemporaryDir home;
    const QString folder = home.path();
    QFile other(home.filePath(QStringLiteral("somebody.txt")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    const auto open = folderOnly | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(folder, open));
    const auto before = QFile::permissions(folder);
    QVERIFY(Paths::below(folder).create());
    QCOMPARE(QFile::permissions(folder), before);
    // A later start finds a file of ours there too.
    QFile ours(Paths::below(folder).registryFile());
    QVERIFY(ours.open(QIODevice::WriteOnly));
    QVERIFY(Paths::below(folder).create());
    QCOMPARE(QFile::permissions(folder), before);
    QVERIFY(other.remove());
    QVERIFY(Paths::below(folder).create());
    QCOMPARE(QFile::permissions(folder), folderOnly);
}

void OwnFilesTest::saysWhichFolderCannotBeMade()
{
    const QTemporaryDir home;
    QFile file(home.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QStringList folders{file.fileName(), file.fileName() + QStringLiteral("/below")};
    for (const QString &folder : folders) {
        const auto made = Paths::below(folder).create();
        QVERIFY2(!made, qPrintable(folder));
        QCOMPARE(made.error().kind, ErrorKind::Storage);
        QVERIFY(made.error().message.contains(folder));
    }
    QVERIFY(file.exists());
}

void OwnFilesTest::saysThatAFolderCannotBeWrittenTo()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir home;
    // An administrator's rights are laid down for the while; anyone else is refused by a folder that is not theirs.
    const bool isRoot = ::geteuid() == 0;
    const QString folder = isRoot ? home.path() : QStringLiteral("/");
    if (isRoot) {
        QVERIFY(QFile::setPermissions(folder, folderOnly | QFile::ReadOther | QFile::ExeOther));
        QCOMPARE(::seteuid(65534), 0);
    }
    const auto made = Paths::below(folder).create();
    if (isRoot)
        QCOMPARE(::seteuid(0), 0);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::Storage);
    QVERIFY2(made.error().message.contains(QStringLiteral("nothing can be written to the folder “") + folder),
             qPrintable(made.error().message));
    QVERIFY2(!made.error().message.contains(QLatin1String("cannot be made")), qPrintable(made.error().message));
#else
    QSKIP("The rights of folders are other ones here.");
#endif
}

void OwnFilesTest::keepsSettings()
{
    const QTemporaryDir folder;
    const QString file = Paths::below(folder.path()).settingsFile();
    {
        Settings settings(file);
        QSignalSpy changed(&settings, &Settings::themeChanged);
        QCOMPARE(settings.theme(), ThemeChoice::System);
        QVERIFY(settings.windowGeometry().isEmpty());
        QCOMPARE(settings.idleLock().count(), 0);
        settings.setIdleLock(std::chrono::minutes(15));
        settings.setTheme(ThemeChoice::Dark);
        settings.setTheme(ThemeChoice::Dark);
        QCOMPARE(changed.count(), 1);
        settings.setWindowGeometry(QByteArray("\0\x01\xff,\n\"", 6));
        settings.setWindowState(QByteArray("state"));
    }
    const Settings settings(file);
    QCOMPARE(settings.theme(), ThemeChoice::Dark);
    QCOMPARE(settings.windowGeometry(), QByteArray("\0\x01\xff,\n\"", 6));
    QCOMPARE(settings.windowState(), QByteArray("state"));
    QCOMPARE(settings.idleLock().count(), 15);
}

void OwnFilesTest::writesSettingsForTheOwner()
{
    const QTemporaryDir folder;
    const QString file = Paths::below(folder.path()).settingsFile();
    Settings(file).setTheme(ThemeChoice::Light);
    QCOMPARE(QFile::permissions(file), readWrite);
    QVERIFY(QFile::setPermissions(file, readWrite | QFile::ReadGroup | QFile::ReadOther));
    Settings(file).setTheme(ThemeChoice::Dark);
    QCOMPARE(QFile::permissions(file), readWrite);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList(QStringLiteral("settings.ini")));
}

void OwnFilesTest::survivesSettingsOfOthers()
{
    const QTemporaryDir folder;
    const QString name = Paths::below(folder.path()).settingsFile();
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[view]\ntheme=sepia\nlater=1\n[security]\nidleLockMinutes=-7\n[[[\nnot a line\n");
    file.close();
    {
        Settings settings(name);
        QCOMPARE(settings.theme(), ThemeChoice::System);
        QCOMPARE(settings.idleLock().count(), 0);
        settings.setTheme(ThemeChoice::Light);
    }
    QCOMPARE(Settings(name).theme(), ThemeChoice::Light);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("later=1"));
}

METASCOPE_TEST(OwnFilesTest)
#include "ownfilestest.moc"
