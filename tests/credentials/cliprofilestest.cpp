// SPDX-License-Identifier: GPL-3.0-or-later
// What is read of the profiles of Xano's command line, and what is cut out of their file.
#include "app/credentials/cliprofiles.h"
#include "app/credentials/plaintokens.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

using namespace metascope;

namespace {

/// No raw string: moc 6.4 loses its way in one with single quotes.
const QByteArray whole
    = "# made up\n"
      "default: two\n"
      "profiles:\n"
      "  one: # the first\n"
      "    account_origin: https://app.xano.com\n"
      "    instance_origin: https://one.made-up.example\n"
      "    access_token: made-up-token-0001 # keep me\n"
      "    workspace: '1'\n"
      "    insecure: false\n"
      "  two:\n"
      "    instance_origin: \"https://two.made-up.example\"\n"
      "    access_token: \"made-up-token-0002\"\n"
      "  three: {instance_origin: https://three.made-up.example, access_token: 'made-up-token-0003', branch: v1}\n"
      "  unsafe:\n"
      "    instance_origin: https://four.made-up.example\n"
      "    access_token: made-up-token-0004\n"
      "    insecure: true\n"
      "  plain-http:\n"
      "    instance_origin: http://five.made-up.example\n"
      "    access_token: made-up-token-0005\n"
      "  empty:\n"
      "    instance_origin: https://six.made-up.example\n"
      "    access_token: ''\n"
      "  scalar: made up\n";

} // namespace

class CliProfilesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void readsTheProfiles();
    void importsNothingThatMayBeInsecure();
    void saysWhatCannotBeRead_data();
    void saysWhatCannotBeRead();
    void readsNoFifoAndNoFolder();
    void saysWhoElseCanRead();

    void cutsTheTokensAlone();
    void keepsAllSpellings_data();
    void keepsAllSpellings();
    void refusesWhatItCannotCut_data();
    void refusesWhatItCannotCut();
    void writesOnlyWhatWasPlanned();
    void keepsModeAndLinks();
    void countsWhatIsLeft();
    void showsNoTokenAtAll();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("credentials.yaml")); }
    void write(const QByteArray &text) const
    {
        QFile stored(file());
        QVERIFY(stored.open(QIODevice::WriteOnly));
        QCOMPARE(stored.write(text), text.size());
    }
    [[nodiscard]] QByteArray text() const
    {
        QFile stored(file());
        return stored.open(QIODevice::ReadOnly) ? stored.readAll() : QByteArray();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void CliProfilesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void CliProfilesTest::readsTheProfiles()
{
    write(whole);
    const auto read = readCliProfiles(file());
    QVERIFY2(read, qPrintable(read ? QString() : describe(read.error())));
    QStringList names;
    QStringList importable;
    for (const CliProfile &profile : read->profiles) {
        names.append(profile.name);
        QCOMPARE(profile.token == nullptr, !profile.problem.isEmpty());
        if (profile.token)
            importable.append(QString::fromLatin1(profile.token->expose()));
        QCOMPARE(profile.isDefault, profile.name == QStringLiteral("two"));
    }
    QCOMPARE(names.join(u' '), QStringLiteral("one two three unsafe plain-http empty scalar"));
    QCOMPARE(importable.join(u' '), QStringLiteral("made-up-token-0001 made-up-token-0002 made-up-token-0003"));
    QCOMPARE(read->profiles.at(1).instanceAddress, QStringLiteral("https://two.made-up.example"));
    QVERIFY(read->profiles.at(3).problem.contains(QStringLiteral("insecure")));
}

void CliProfilesTest::importsNothingThatMayBeInsecure()
{
    const auto isImportable = [this](const QByteArray &flag) {
        write(
            "profiles:\n  one:\n    instance_origin: https://one.made-up.example\n    access_token: made-up-0001\n    "
            + flag + '\n');
        const auto read = readCliProfiles(file());
        return read && read->profiles.constFirst().token != nullptr;
    };
    for (const char *flag : {"insecure: false", "insecure:", "insecure: null", "branch: v1"})
        QVERIFY2(isImportable(flag), flag);
    for (const char *flag : {"insecure: true", "insecure: 'false'", "insecure: no", "insecure: off", "insecure: 1",
                             "insecure: [false]", "insecure: yes"})
        QVERIFY2(!isImportable(flag), flag);
}

void CliProfilesTest::saysWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("white space") << QByteArray(" \n\n");
    QTest::newRow("no YAML") << QByteArray("profiles: {one: [made-up-token-0001\n");
    QTest::newRow("a list") << QByteArray("- made-up-token-0001\n");
    QTest::newRow("no profiles") << QByteArray("default: one\n");
    QTest::newRow("profiles that are a text") << QByteArray("profiles: made-up-token-0001\n");
    QTest::newRow("two documents") << QByteArray("profiles: {one: made-up}\n---\nprofiles: {two: made-up}\n");
    QTest::newRow("a profile twice") << QByteArray("profiles:\n  one: {a: made-up}\n  one: {b: made-up}\n");
    QTest::newRow("a token twice") << QByteArray(
        "profiles: {one: {access_token: made-up-1, access_token: made-up-2}}\n");
    QTest::newRow("binary") << QByteArray("profiles:\0\1\2made-up-token-0001", 29);
    QTest::newRow("brackets") << "profiles: " + QByteArray(100'000, '[');
    QTest::newRow("indicators") << "profiles: \n" + QByteArray("- ").repeated(50'000) + "x";
    QTest::newRow("too large") << "profiles: {one: made-up}\n#" + QByteArray(1'100'000, 'x');
}

void CliProfilesTest::saysWhatCannotBeRead()
{
    QFETCH(const QByteArray, content);
    write(content);
    const auto read = readCliProfiles(file());
    QVERIFY(!read);
    QVERIFY(read.error().kind == ErrorKind::Validation || read.error().kind == ErrorKind::Storage);
    QVERIFY(!read.error().message.isEmpty());
    QVERIFY2(!describe(read.error()).contains(QStringLiteral("made-up")), qPrintable(describe(read.error())));
}

void CliProfilesTest::readsNoFifoAndNoFolder()
{
    QVERIFY(!readCliProfiles(file()));
    QVERIFY(!readCliProfiles(m_folder->path()));
    QCOMPARE(::mkfifo(QFile::encodeName(file()).constData(), 0600), 0);
    QVERIFY(!readCliProfiles(file())); // and waits for nobody
    const QString link = m_folder->filePath(QStringLiteral("link.yaml"));
    QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("nowhere.yaml")), link));
    QCOMPARE(readCliProfiles(link).error().kind, ErrorKind::Storage);
}

void CliProfilesTest::saysWhoElseCanRead()
{
    write(whole);
    QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(!readCliProfiles(file())->isReadableByOthers);
    QVERIFY(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(readCliProfiles(file())->isReadableByOthers);
}

void CliProfilesTest::cutsTheTokensAlone()
{
    write(whole);
    const auto removal
        = PlainTokenRemoval::plan(file(), {QStringLiteral("three"), QStringLiteral("one"), QStringLiteral("two")});
    QVERIFY2(removal, qPrintable(removal ? QString() : describe(removal.error())));
    QCOMPARE(text(), whole); // nothing happens before it is confirmed
    QCOMPARE(removal->cuts().size(), 3);
    const TokenCut first = removal->cuts().constFirst();
    QCOMPARE(first.profile, QStringLiteral("one"));
    QCOMPARE(first.line, 7);
    QCOMPARE(first.before, QStringLiteral("access_token: ••••0001 # keep me"));
    QCOMPARE(first.after, QStringLiteral("access_token: \"\" # keep me"));
    QCOMPARE(removal->leftElsewhere(), 0);
    QVERIFY(removal->isOf(QStringLiteral("one"), Secret(QByteArray("made-up-token-0001"))));
    QVERIFY(!removal->isOf(QStringLiteral("one"), Secret(QByteArray("made-up-token-0002"))));
    QVERIFY(!removal->isOf(QStringLiteral("unsafe"), Secret(QByteArray("made-up-token-0004"))));
    QVERIFY(removal->apply());
    QByteArray expected = whole;
    expected.replace("made-up-token-0001", "\"\"").replace("made-up-token-0002", "").replace("made-up-token-0003", "");
    QCOMPARE(text(), expected);
}

void CliProfilesTest::keepsAllSpellings_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("cut");
    QTest::newRow("plain") << QByteArray("access_token: made-up-0001\n") << QByteArray("access_token: \"\"\n");
    QTest::newRow("no line end") << QByteArray("access_token: made-up-0001") << QByteArray("access_token: \"\"");
    QTest::newRow("CRLF") << QByteArray("access_token: made-up-0001\r\n    branch: v1\r\n")
                          << QByteArray("access_token: \"\"\r\n    branch: v1\r\n");
    QTest::newRow("spaces") << QByteArray("access_token:     made-up-0001   \n")
                            << QByteArray("access_token:     \"\"   \n");
    QTest::newRow("quoted key") << QByteArray("\"access_token\": 'made-up-0001'\n")
                                << QByteArray("\"access_token\": ''\n");
    QTest::newRow("beyond ASCII before it") << QByteArray("label: žluťoučký 🐎\n    access_token: made-up-0001\n")
                                            << QByteArray("label: žluťoučký 🐎\n    access_token: \"\"\n");
}

void CliProfilesTest::keepsAllSpellings()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, cut);
    const QByteArray head = "profiles:\n  one:\n    instance_origin: https://one.made-up.example\n    ";
    for (const QByteArray &mark : {QByteArray(), QByteArray("\xef\xbb\xbf")}) {
        write(mark + head + line);
        const auto removal = PlainTokenRemoval::plan(file(), {QStringLiteral("one")});
        QVERIFY2(removal, qPrintable(removal ? QString() : describe(removal.error())));
        QVERIFY(removal->apply());
        QCOMPARE(text(), mark + head + cut);
    }
}

void CliProfilesTest::refusesWhatItCannotCut_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("folded") << QByteArray("access_token: >-\n      made-up-0001\n");
    QTest::newRow("literal") << QByteArray("access_token: |\n      made-up-0001\n");
    QTest::newRow("over two lines") << QByteArray("access_token: made-up\n      0001\n");
    QTest::newRow("escaped") << QByteArray("access_token: \"made\\x2dup-0001\"\n");
    QTest::newRow("anchor") << QByteArray("access_token: &a made-up-0001\n    other: *a\n");
    QTest::newRow("none") << QByteArray("branch: v1\n");
    QTest::newRow("a map") << QByteArray("access_token: {a: b}\n");
}

void CliProfilesTest::refusesWhatItCannotCut()
{
    QFETCH(const QByteArray, lines);
    const QByteArray before = "profiles:\n  one:\n    " + lines;
    write(before);
    const auto removal = PlainTokenRemoval::plan(file(), {QStringLiteral("one")});
    QVERIFY(!removal);
    QCOMPARE(removal.error().kind, ErrorKind::Validation);
    QVERIFY(!removal.error().message.contains(QStringLiteral("0001")));
    QVERIFY(!PlainTokenRemoval::plan(file(), {QStringLiteral("never")}));
    QCOMPARE(text(), before);
}

void CliProfilesTest::writesOnlyWhatWasPlanned()
{
    write(whole);
    const auto removal = PlainTokenRemoval::plan(file(), {QStringLiteral("one")});
    QVERIFY(removal);
    const QByteArray changed = whole + "  late: {access_token: made-up-token-0006}\n";
    write(changed);
    const auto applied = removal->apply();
    QVERIFY(!applied);
    QCOMPARE(applied.error().kind, ErrorKind::Conflict);
    QCOMPARE(text(), changed);
}

void CliProfilesTest::keepsModeAndLinks()
{
    write(whole);
    QCOMPARE(::chmod(QFile::encodeName(file()).constData(), 0640), 0);
    const QString link = m_folder->filePath(QStringLiteral("link.yaml"));
    QVERIFY(QFile::link(file(), link));
    const auto removal = PlainTokenRemoval::plan(link, {QStringLiteral("one")});
    QVERIFY(removal);
    QVERIFY(removal->apply());
    QVERIFY(QFileInfo(link).isSymLink());
    QVERIFY(!text().contains("made-up-token-0001"));
    struct stat facts {};
    QCOMPARE(::stat(QFile::encodeName(file()).constData(), &facts), 0);
    QCOMPARE(facts.st_mode & 07777U, 0640U);
    QCOMPARE(facts.st_uid, ::geteuid());
    // A second name would go on holding the token.
    const QString second = m_folder->filePath(QStringLiteral("second.yaml"));
    QCOMPARE(::link(QFile::encodeName(file()).constData(), QFile::encodeName(second).constData()), 0);
    const auto two = PlainTokenRemoval::plan(file(), {QStringLiteral("two")});
    QVERIFY(two);
    QCOMPARE(two->apply().error().kind, ErrorKind::Storage);
    QVERIFY(text().contains("made-up-token-0002"));
}

void CliProfilesTest::countsWhatIsLeft()
{
    write("# once made-up-token-0001\n" + whole);
    const auto removal = PlainTokenRemoval::plan(file(), {QStringLiteral("one")});
    QVERIFY(removal);
    QCOMPARE(removal->leftElsewhere(), 1);
}

void CliProfilesTest::showsNoTokenAtAll()
{
    write("profiles: {one: {access_token: made-up-token-0001}, two: {access_token: made-up-token-0002}, three: {a: b}}"
          " # made-up-token-0001\n");
    const auto removal = PlainTokenRemoval::plan(file(), {QStringLiteral("one")});
    QVERIFY2(removal, qPrintable(removal ? QString() : describe(removal.error())));
    const TokenCut cut = removal->cuts().constFirst();
    QVERIFY(!cut.before.contains(QStringLiteral("made-up-token")));
    QCOMPARE(cut.after,
             QStringLiteral("profiles: {one: {access_token: \"\"}, two: {access_token: ••••0002}, three: {a: b}}"
                            " # ••••0001"));
    QCOMPARE(removal->leftElsewhere(), 1);
}

METASCOPE_TEST(CliProfilesTest)

#include "cliprofilestest.moc"
