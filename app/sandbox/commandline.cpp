// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandline.h"

#include "app/sandbox/front/faultrule.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <array>
#include <limits>

namespace metascope::sandbox {

namespace {

struct LineText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::CommandLine)
};

constexpr int MostObjects = 1'000'000;
constexpr qint64 LongestExpiry = 3'200'000'000; ///< seconds: a hundred years
constexpr QLatin1String Never("never");

Failure invalid(const QString &sentence)
{
    return Failure(Error::local(ErrorKind::Validation, sentence));
}

template <typename Value>
struct Choice {
    const char *word;
    Value value;
};
constexpr std::array<Choice<Sample>, 4> Samples{
    {{"shop", Sample::Shop}, {"types", Sample::Types}, {"agency", Sample::Agency}, {"all", Sample::All}}};
constexpr std::array<Choice<Plan>, 2> Plans{{{"paid", Plan::Paid}, {"free", Plan::Free}}};
constexpr std::array<Choice<Dialect>, 2> Dialects{{{"2023", Dialect::Year2023}, {"2026", Dialect::Year2026}}};

constexpr std::array<Choice<AccountReach>, 2> AccountReaches{
    {{"works-on-instances", AccountReach::WorksOnInstances}, {"account-only", AccountReach::AccountOnly}}};
constexpr std::array<Choice<LoginCallback>, 2> LoginCallbacks{
    {{"any", LoginCallback::Any}, {"plain", LoginCallback::Plain}}};

template <typename Choices>
QString wordsOf(const Choices &choices)
{
    QStringList words;
    for (const auto &choice : choices)
        words.append(QString::fromLatin1(choice.word));
    return words.join(QLatin1Char('|'));
}

/// Nothing for a text that says no scale.
std::optional<Scale> scaleOf(const QString &text)
{
    Scale scale;
    const QStringList parts = text.split(QLatin1Char(','));
    for (const QString &part : parts) {
        const QString what = part.section(QLatin1Char('='), 0, 0);
        const int count = part.section(QLatin1Char('='), 1).toInt();
        int *meant = what == QLatin1String("tables") ? &scale.tables
            : what == QLatin1String("endpoints")     ? &scale.endpoints
            : what == QLatin1String("functions")     ? &scale.functions
                                                     : nullptr;
        if (!meant || count < 1 || count > MostObjects)
            return std::nullopt;
        *meant = count;
    }
    return scale;
}

/// The options, named once, and read from the parser.
class Parser final {
public:
    Parser();
    Result<CommandLine> parse(const QStringList &arguments);
    [[nodiscard]] QString helpText() const { return m_parser.helpText(); }

private:
    Result<Done> readApi(ApiOptions &options) const;
    Result<Done> readTokens(ApiOptions &options) const;
    Result<Done> readPort(SandboxOptions &options) const;
    Result<Done> readTls(SandboxOptions &options) const;

    template <typename Choices, typename Value>
    Result<Done> choose(const QCommandLineOption &option, const Choices &choices, Value &value) const
    {
        if (!m_parser.isSet(option))
            return Done{};
        const QString word = m_parser.value(option);
        for (const auto &choice : choices) {
            if (word == QLatin1String(choice.word)) {
                value = choice.value;
                return Done{};
            }
        }
        return invalid(LineText::tr("--%1 takes %2, not \"%3\".").arg(option.names().first(), wordsOf(choices), word));
    }

    QCommandLineParser m_parser;
    QCommandLineOption m_help{{QStringLiteral("h"), QStringLiteral("help")}, LineText::tr("Shows this text.")};
    QCommandLineOption m_version{QStringLiteral("version"), LineText::tr("Shows the version.")};
    QCommandLineOption m_routes{QStringLiteral("routes"), LineText::tr("Prints the routes of the API as JSON.")};
    QCommandLineOption m_port{QStringLiteral("port"),
                              LineText::tr("Port of the account; the instances and the control origin take the ones "
                                           "after it. 0, the default, takes free ones."),
                              QStringLiteral("N")};
    QCommandLineOption m_sample{QStringLiteral("sample"),
                                LineText::tr("Workspaces to start with: %1 (default shop).").arg(wordsOf(Samples)),
                                QStringLiteral("NAME")};
    QCommandLineOption m_scale{QStringLiteral("scale"),
                               LineText::tr("tables=N, endpoints=N or functions=N, or several with commas between: a "
                                            "workspace of so many."),
                               QStringLiteral("WHAT")};
    QCommandLineOption m_plan{QStringLiteral("plan"),
                              LineText::tr("%1; free answers 10 requests in 20 seconds.").arg(wordsOf(Plans)),
                              QStringLiteral("NAME")};
    QCommandLineOption m_dialect{QStringLiteral("dialect"),
                                 LineText::tr("Which year's API: %1 (default 2026).").arg(wordsOf(Dialects)),
                                 QStringLiteral("YEAR")};
    QCommandLineOption m_data{QStringLiteral("data"), LineText::tr("Keeps the state in FILE instead of in memory."),
                              QStringLiteral("FILE")};
    QCommandLineOption m_fault{QStringLiteral("fault"),
                               LineText::tr("'METHOD PATHGLOB KIND[=ARG] [xN]', repeatable: what goes wrong, with the "
                                            "first N matches or with all. METHOD may be *; the glob is held against "
                                            "the path after /api:meta, and its * matches / too. KIND is one of: %1.")
                                   .arg(FaultRule::kinds()),
                               QStringLiteral("RULE")};
    QCommandLineOption m_expiry{QStringLiteral("token-expiry"),
                                LineText::tr("Makes the tokens of the ready line JWTs that end so many seconds after "
                                             "the start (0: at once), or never."),
                                QStringLiteral("SECONDS|never")};
    QCommandLineOption m_account{QStringLiteral("account-token"),
                                 LineText::tr("Whether the instances take the account's token: %1 (default "
                                              "works-on-instances).")
                                     .arg(wordsOf(AccountReaches)),
                                 QStringLiteral("WHERE")};
    QCommandLineOption m_callback{QStringLiteral("login-callback"),
                                  LineText::tr("Which callbacks the account's /login?dest=cli takes: %1 (default any; "
                                               "plain: with the path /callback alone).")
                                      .arg(wordsOf(LoginCallbacks)),
                                  QStringLiteral("WHICH")};
    QCommandLineOption m_tls{QStringLiteral("tls"),
                             LineText::tr("Serves https with a certificate that is made at the start and that nobody "
                                          "trusts; the ready line has its fingerprint.")};
    QCommandLineOption m_certificate{QStringLiteral("tls-cert"),
                                     LineText::tr("Serves https with this certificate (PEM)."), QStringLiteral("FILE")};
    QCommandLineOption m_key{QStringLiteral("tls-key"), LineText::tr("The certificate's key (PEM)."),
                             QStringLiteral("FILE")};
};

Parser::Parser()
{
    m_parser.setApplicationDescription(
        LineText::tr("A Metadata API server on loopback with sample workspaces, for demos and tests.\n"
                     "Prints one line of JSON when ready. SIGTERM ends it with 0, a taken port with 3, "
                     "a wrong command line with 2."));
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    for (QCommandLineOption *option :
         {&m_help, &m_version, &m_port, &m_sample, &m_scale, &m_plan, &m_dialect, &m_data, &m_expiry, &m_account,
          &m_callback, &m_fault, &m_tls, &m_certificate, &m_key, &m_routes})
        m_parser.addOption(*option);
}

Result<CommandLine> Parser::parse(const QStringList &arguments)
{
    if (!m_parser.parse(arguments))
        return invalid(m_parser.errorText());
    if (!m_parser.positionalArguments().isEmpty())
        return invalid(LineText::tr("\"%1\" is not an option.").arg(m_parser.positionalArguments().first()));
    CommandLine line;
    if (m_parser.isSet(m_help))
        line.action = CommandLine::Action::ShowHelp;
    else if (m_parser.isSet(m_version))
        line.action = CommandLine::Action::ShowVersion;
    else if (m_parser.isSet(m_routes))
        line.action = CommandLine::Action::ShowRoutes;
    if (line.action != CommandLine::Action::Run)
        return line;

    if (const auto read = readApi(line.options.api); !read)
        return Failure(read.error());
    if (const auto read = readPort(line.options); !read)
        return Failure(read.error());
    line.options.faults = m_parser.values(m_fault);
    if (const auto read = readTls(line.options); !read)
        return Failure(read.error());
    return line;
}

Result<Done> Parser::readApi(ApiOptions &options) const
{
    if (const auto read = choose(m_sample, Samples, options.sample); !read)
        return read;
    if (const auto read = choose(m_plan, Plans, options.plan); !read)
        return read;
    if (const auto read = choose(m_dialect, Dialects, options.dialect); !read)
        return read;
    if (m_parser.isSet(m_scale)) {
        const auto scale = scaleOf(m_parser.value(m_scale));
        if (!scale)
            return invalid(
                LineText::tr("--scale takes tables=N, endpoints=N and functions=N, with N from 1 to %1, not \"%2\".")
                    .arg(MostObjects)
                    .arg(m_parser.value(m_scale)));
        options.scale = *scale;
    }
    options.dataFile = m_parser.value(m_data);
    if (m_parser.isSet(m_data) && options.dataFile.isEmpty())
        return invalid(LineText::tr("--data needs the name of a file."));
    return readTokens(options);
}

Result<Done> Parser::readTokens(ApiOptions &options) const
{
    if (const auto read = choose(m_account, AccountReaches, options.accountReach); !read)
        return read;
    if (const auto read = choose(m_callback, LoginCallbacks, options.loginCallback); !read)
        return read;
    if (!m_parser.isSet(m_expiry))
        return Done{};
    const QString text = m_parser.value(m_expiry);
    options.tokenExpiry.emplace();
    if (text == Never)
        return Done{};
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (!isNumber || seconds < 0 || seconds > LongestExpiry)
        return invalid(LineText::tr("--token-expiry takes seconds from 0 to %1, or never, not \"%2\".")
                           .arg(LongestExpiry)
                           .arg(text));
    options.tokenExpiry->after = std::chrono::seconds(seconds);
    return Done{};
}

Result<Done> Parser::readTls(SandboxOptions &options) const
{
    for (const QCommandLineOption *option : {&m_certificate, &m_key}) {
        if (m_parser.isSet(*option) && m_parser.value(*option).isEmpty())
            return invalid(LineText::tr("--%1 needs the name of a file.").arg(option->names().first()));
        if (m_parser.isSet(*option) && m_parser.isSet(m_tls))
            return invalid(LineText::tr("--tls makes its own certificate: it does not go with --%1.")
                               .arg(option->names().first()));
    }
    options.selfSigned = m_parser.isSet(m_tls);
    options.certificateFile = m_parser.value(m_certificate);
    options.keyFile = m_parser.value(m_key);
    return Done{};
}

Result<Done> Parser::readPort(SandboxOptions &options) const
{
    if (!m_parser.isSet(m_port))
        return Done{};
    bool isNumber = false;
    const QString text = m_parser.value(m_port);
    const int port = text.toInt(&isNumber);
    if (!isNumber || port < 0 || port > std::numeric_limits<quint16>::max())
        return invalid(LineText::tr("--port takes a number from 0 to 65535, not \"%1\".").arg(text));
    options.port = static_cast<quint16>(port);
    return Done{};
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList &arguments)
{
    return Parser().parse(arguments);
}

QString CommandLine::helpText()
{
    return Parser().helpText();
}

} // namespace metascope::sandbox
