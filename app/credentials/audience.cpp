// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/audience.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>
#include <QtNetwork/QHostAddress>

#include <algorithm>
#include <array>
#include <optional>

namespace metascope {

namespace {

struct AudienceText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Audience)
};

enum class Reach { Public, Private, Loopback, Broken };

struct Network {
    quint32 address;
    int bits;
    Reach reach;
};

// IANA's special-purpose registry, without the blocks that are kept for documents.
constexpr std::array networks{
    Network{0x00000000, 8, Reach::Loopback}, // "this host": Linux connects to itself
    Network{0x7f000000, 8, Reach::Loopback}, Network{0x0a000000, 8, Reach::Private},
    Network{0x64400000, 10, Reach::Private}, // shared by the customers of a provider
    Network{0xa9fe0000, 16, Reach::Private}, // link-local, and the metadata services of clouds
    Network{0xac100000, 12, Reach::Private}, Network{0xc0000000, 24, Reach::Private},
    Network{0xc0a80000, 16, Reach::Private}, Network{0xc6120000, 15, Reach::Private},
    Network{0xe0000000, 4, Reach::Private}, // multicast
    Network{0xf0000000, 4, Reach::Private}, // reserved, and broadcast
};

Reach reachOfV4(quint32 address)
{
    const auto covers = [address](const Network &net) { return (address ^ net.address) >> (32 - net.bits) == 0; };
    const auto *found = std::ranges::find_if(networks, covers);
    return found == networks.end() ? Reach::Public : found->reach;
}

Reach reachOfV6(const QString &host)
{
    QHostAddress address;
    if (!address.setAddress(host) || address.protocol() != QAbstractSocket::IPv6Protocol
        || !address.scopeId().isEmpty())
        return Reach::Broken;
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto word = [&bytes](int at) {
        return quint32(bytes[at]) << 24 | quint32(bytes[at + 1]) << 16 | quint32(bytes[at + 2]) << 8 | bytes[at + 3];
    };
    const quint32 head = word(0);
    const bool middleIsZero = word(4) == 0 && word(8) == 0;
    if (head == 0 && middleIsZero && word(12) <= 1)
        return Reach::Loopback; // :: and ::1
    if (head == 0 && word(4) == 0 && (word(8) == 0 || word(8) == 0xffff))
        return reachOfV4(word(12)); // IPv4, mapped or compatible
    if (head == 0x0064ff9b && middleIsZero)
        return reachOfV4(word(12)); // NAT64
    if (head >> 16 == 0x2002)
        return reachOfV4(head << 16 | word(4) >> 16); // 6to4
    // Global unicast is 2000::/3, and Teredo in it hides an IPv4 address behind a relay.
    return head >> 29 == 1 && head != 0x20010000 ? Reach::Public : Reach::Private;
}

/// A part of an IPv4 address as inet_aton() reads it: decimal, octal with a leading 0, hexadecimal with 0x.
std::optional<quint64> numberOf(QStringView part)
{
    const bool hexadecimal = part.startsWith(QLatin1String("0x"));
    const QStringView digits = hexadecimal ? part.sliced(2) : part;
    if (digits.isEmpty())
        return hexadecimal ? std::optional<quint64>(0) : std::nullopt;
    const auto isDigit
        = [hexadecimal](QChar c) { return (c >= u'0' && c <= u'9') || (hexadecimal && c >= u'a' && c <= u'f'); };
    bool ok = std::ranges::all_of(digits, isDigit);
    const int base = hexadecimal ? 16 : (digits.size() > 1 && digits.front() == u'0') ? 8 : 10;
    const quint64 number = ok ? digits.toULongLong(&ok, base) : 0;
    return ok ? std::optional(number) : std::nullopt;
}

/// A name whose last label is a number is an IPv4 address to every resolver, in one of its spellings or broken.
std::optional<Reach> reachOfNumbers(const QStringList &labels)
{
    const QString &last = labels.last();
    const bool digits = std::ranges::all_of(last, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits && !numberOf(last))
        return std::nullopt;
    quint64 address = 0;
    if (labels.size() > 4)
        return Reach::Broken;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const auto number = numberOf(labels[i]);
        const bool isLast = i == labels.size() - 1;
        // The last part fills all bytes that the others leave.
        const auto width = isLast ? 8 * (5 - labels.size()) : 8;
        if (!number || *number >> width != 0)
            return Reach::Broken;
        address = address << width | *number;
    }
    return reachOfV4(static_cast<quint32>(address));
}

Reach reachOfName(const QStringList &labels)
{
    const auto isSound = [](const QString &label) {
        return !label.isEmpty() && label.size() <= 63 && std::ranges::all_of(label, [](QChar c) {
            return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
        });
    };
    if (!std::ranges::all_of(labels, isSound))
        return Reach::Broken;
    if (const auto reach = reachOfNumbers(labels))
        return *reach;
    if (labels.last() == QLatin1String("localhost"))
        return Reach::Loopback;
    static const QStringList zones{QStringLiteral("local"),       QStringLiteral("internal"), QStringLiteral("lan"),
                                   QStringLiteral("localdomain"), QStringLiteral("intranet"), QStringLiteral("home"),
                                   QStringLiteral("corp"),        QStringLiteral("private")};
    const bool homeArpa = labels.size() > 1 && labels.last() == QLatin1String("arpa")
        && labels[labels.size() - 2] == QLatin1String("home");
    return labels.size() == 1 || homeArpa || zones.contains(labels.last()) ? Reach::Private : Reach::Public;
}

Reach reachOf(const QString &host)
{
    return host.contains(u':') ? reachOfV6(host) : reachOfName(host.split(u'.'));
}

bool isBelowXano(const Origin &origin)
{
    const QString host = origin.host();
    return origin.isSecure() && origin.port() == 443
        && (host.endsWith(QLatin1String(".xano.io")) || host.endsWith(QLatin1String(".xano.com")));
}

Audience refused(const QString &reason)
{
    return {AudienceVerdict::Refused, reason, {}};
}

} // namespace

Audience audienceOf(const Origin &account, const QUrl &target)
{
    if (!target.isValid() || target.isRelative())
        return refused(AudienceText::tr("this is not a complete address"));
    const auto origin = Origin::fromUrl(target);
    if (!origin)
        return refused(origin.error().message);
    const QString shown = origin->toString();
    const Reach reach = reachOf(origin->host());
    if (reach == Reach::Broken)
        return refused(AudienceText::tr("%1 is not a proper address").arg(shown));
    // Said first, since it stays wrong with https.
    if (reach == Reach::Loopback && !account.isLoopback())
        return refused(AudienceText::tr("%1 leads to a program on this computer").arg(shown));
    if (reach == Reach::Private && !account.isLoopback())
        return refused(AudienceText::tr("%1 leads into a private network").arg(shown));
    if (!origin->isSecure() && reach != Reach::Loopback)
        return refused(AudienceText::tr("%1 would send the token without encryption").arg(shown));
    const bool known = reach == Reach::Loopback || (reach == Reach::Public && isBelowXano(*origin));
    return {known ? AudienceVerdict::Xano : AudienceVerdict::Foreign, {}, *origin};
}

} // namespace metascope
