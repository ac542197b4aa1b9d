// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/cliprofiles.h"

#include "app/credentials/cliyaml.h"
#include "app/credentials/tokentext.h"
#include "app/credentials/wipe.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace metascope {

namespace {

struct ProfileText {
    Q_DECLARE_TR_FUNCTIONS(metascope::CliProfiles)
};

constexpr auto othersMay = QFile::ReadGroup | QFile::ReadOther;

/// Anything but a plain `false` or nothing: what a reader in another language makes of `no` or 'false' is not known, and this
/// flag makes a profile unsafe.
bool isInsecure(const YAML::Node &node)
{
    if (!node.IsDefined() || node.IsNull())
        return false;
    const bool isPlain = node.IsScalar() && node.Tag() != "!"; // yaml-cpp tags quoted texts so
    return !isPlain || node.Scalar() != "false";
}

CliProfile profileFrom(const YAML::Node &map)
{
    CliProfile profile;
    if (!map.IsMap()) {
        profile.problem = ProfileText::tr("it is not a profile");
        return profile;
    }
    profile.instanceAddress = cliyaml::textOf(map["instance_origin"]);
    const auto base = ApiBase::fromUserInput(profile.instanceAddress);
    QString text = cliyaml::textOf(map["access_token"]);
    auto token = secretFromPaste(text);
    wipe(text);
    if (isInsecure(map["insecure"]))
        profile.problem = ProfileText::tr("it is marked insecure: its server's certificate is not checked");
    else if (profile.instanceAddress.isEmpty())
        profile.problem = ProfileText::tr("it names no instance");
    else if (!base)
        profile.problem = base.error().message;
    else if (!token)
        profile.problem = token.error().message;
    else
        profile.token = std::make_shared<const Secret>(std::move(*token));
    return profile;
}

} // namespace

Result<CliProfiles> readCliProfiles(const QString &file)
{
    CliProfiles read;
    const auto real = cliyaml::resolve(file);
    if (!real)
        return Failure(real.error());
    read.file = *real;
    read.isReadableByOthers = (QFileInfo(*real).permissions() & othersMay) != QFile::Permissions();
    const auto text = cliyaml::read(*real);
    const auto document = text.and_then(cliyaml::parse);
    const auto profiles = document.and_then(cliyaml::profilesOf);
    if (!profiles)
        return Failure(profiles.error());
    try {
        const QString standard = cliyaml::textOf((*document)["default"]);
        for (const auto &each : *profiles) {
            CliProfile profile = profileFrom(each.second);
            profile.name = cliyaml::textOf(each.first);
            profile.isDefault = !profile.name.isEmpty() && profile.name == standard;
            read.profiles.append(profile);
        }
    } catch (const YAML::Exception &) {
        return Failure(Error::local(ErrorKind::Validation, ProfileText::tr("the profiles could not be understood")));
    }
    return read;
}

} // namespace metascope
