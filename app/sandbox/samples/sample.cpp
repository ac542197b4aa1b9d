// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/samples/sample.h"

#include "app/sandbox/samples/shop.h"

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

const QStringList customers{u"Beta Bikes"_s, u"Gamma Gym"_s, u"Delta Dental"_s};

bool hasShop(Sample sample)
{
    return sample == Sample::Shop || sample == Sample::All;
}

} // namespace

QList<SampleInstance> sampleInstances(const ApiOptions &options)
{
    QList<SampleInstance> instances;
    if (options.sample != Sample::Agency)
        instances.append({u"Acme"_s});
    if (options.sample == Sample::Agency || options.sample == Sample::All)
        for (const QString &customer : customers)
            instances.append({customer});
    for (SampleInstance &instance : instances)
        instance.name.replace(QLatin1Char(' '), QLatin1Char('-'));
    return instances;
}

void fillSample(const ApiOptions &options, Database &database)
{
    int instance = 0;
    if (options.sample != Sample::Agency) {
        if (options.scale.isSet()) {
            fillScale(database, 0, 1, options.scale);
        } else {
            qint64 workspace = 0;
            if (hasShop(options.sample))
                fillShop(database, 0, ++workspace, u"shop"_s);
            if (options.sample == Sample::Types || options.sample == Sample::All)
                fillTypes(database, 0, ++workspace);
        }
        ++instance;
    }
    if (options.sample == Sample::Agency || options.sample == Sample::All)
        for (const QString &customer : customers) {
            fillCustomer(database, instance, 1, customer.section(QLatin1Char(' '), 1).toLower());
            fillCustomer(database, instance, 2, customer.section(QLatin1Char(' '), 1).toLower() + u"-staging"_s);
            ++instance;
        }
}

} // namespace metascope::sandbox
