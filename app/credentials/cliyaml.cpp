// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/cliyaml.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <set>
#include <string>

namespace metascope::cliyaml {

namespace {

struct YamlText {
    Q_DECLARE_TR_FUNCTIONS(metascope::CliYaml)
};

constexpr qint64 longest = 1024 * 1024;
/// yaml-cpp 0.7 reads nested collections by recursion.
constexpr int deepest = 32;

auto storage(const QString &message)
{
    return Failure(Error::local(ErrorKind::Storage, message));
}

auto invalid(const QString &message)
{
    return Failure(Error::local(ErrorKind::Validation, message));
}

bool hasUniqueKeys(const YAML::Node &map)
{
    std::set<std::string> keys;
    if (map.IsMap())
        for (const auto &each : map)
            if (each.first.IsScalar() && !keys.insert(each.first.Scalar()).second)
                return false;
    return true;
}

/// A bound from above: brackets in texts count too, and a line can open one level per indicator.
bool isNestedTooDeep(const QByteArray &text)
{
    int brackets = 0;
    for (const QByteArray &line : text.split('\n')) {
        int opens = 0;
        bool inFront = true;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const char c = line[i];
            const bool isIndicator = (c == '-' || c == '?' || c == ':') && (i + 1 == line.size() || line[i + 1] == ' ');
            inFront = inFront && (c == ' ' || c == '\t' || isIndicator);
            opens += inFront && isIndicator ? 1 : 0;
            brackets += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (brackets > deepest || opens > deepest)
                return true;
        }
        brackets = std::max(brackets, 0);
        const auto indent = line.size() - QByteArray(line).replace('\t', ' ').trimmed().size();
        if (indent > 4 * deepest && !line.trimmed().isEmpty() && line.front() == ' ' && line.at(4 * deepest) == ' ')
            return true;
    }
    return false;
}

} // namespace

Result<QString> resolve(const QString &file)
{
    const QString real = QFileInfo(file).canonicalFilePath();
    if (real.isEmpty())
        return storage(YamlText::tr("“%1” is not there").arg(file));
    if (!QFileInfo(real).isFile()) // a FIFO would be waited for
        return storage(YamlText::tr("“%1” is not a file").arg(file));
    return real;
}

Result<Secret> read(const QString &file)
{
    QFile open(file);
    if (open.size() > longest)
        return storage(YamlText::tr("“%1” is too large for a list of profiles").arg(file));
    if (!open.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return storage(YamlText::tr("“%1” cannot be read: %2").arg(file, open.errorString()));
    return Secret(open.read(longest));
}

Result<YAML::Node> parse(const Secret &text)
{
    const QByteArray &bytes = text.expose();
    if (bytes.trimmed().isEmpty())
        return invalid(YamlText::tr("the file is empty"));
    if (bytes.contains('\0'))
        return invalid(YamlText::tr("the file is no text"));
    if (isNestedTooDeep(bytes))
        return invalid(YamlText::tr("the file is nested too deep for a list of profiles"));
    try {
        const auto documents = YAML::LoadAll(std::string(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        if (documents.size() != 1)
            return invalid(YamlText::tr("the file holds several documents; a list of profiles is one"));
        return documents.front();
    } catch (const YAML::Exception &error) {
        // Its message can quote the file.
        return invalid(YamlText::tr("line %1 of the file is not valid YAML").arg(error.mark.line + 1));
    } catch (const std::exception &) {
        return invalid(YamlText::tr("the file is not valid YAML"));
    }
}

Result<YAML::Node> profilesOf(const YAML::Node &document)
{
    try {
        const YAML::Node profiles = document.IsMap() ? document["profiles"] : YAML::Node();
        if (profiles.IsDefined() && profiles.IsMap() && profiles.size() > 0) {
            // Readers differ in which of two they take.
            bool isUnique = hasUniqueKeys(document) && hasUniqueKeys(profiles);
            for (const auto &each : profiles)
                isUnique = isUnique && hasUniqueKeys(each.second);
            if (!isUnique)
                return invalid(YamlText::tr("a key stands twice in the file"));
            return profiles;
        }
    } catch (const YAML::Exception &) {
        return invalid(YamlText::tr("the file holds no profiles of Xano's command line"));
    }
    return invalid(YamlText::tr("the file holds no profiles of Xano's command line"));
}

QString textOf(const YAML::Node &node)
{
    return node.IsDefined() && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

} // namespace metascope::cliyaml
