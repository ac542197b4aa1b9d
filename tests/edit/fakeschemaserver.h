// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/edit/schemaserver.h"
#include "tests/edit/schemasimulator.h"

#include <functional>

namespace metascope::test {

/// A table in memory behind the interface of the runner; every call is listed, and each can be made to go wrong.
class FakeSchemaServer final : public SchemaServer {
public:
    /// What happens to a call instead of being carried out and answered.
    struct Fault {
        Error error;
        bool carriedOut = false; ///< it was done all the same
    };

    explicit FakeSchemaServer(const TableSchema &base) : table(base) {}

    SchemaSimulator table;
    QStringList calls; ///< in order; reads too
    QHash<int, Fault> faults; ///< by the number of the call, from 1
    QHash<int, std::function<void()>> before; ///< someone else, right before that call
    int held = -1; ///< the call of that number is not answered until it is aborted
    bool heldIsCarriedOut = false;
    Result<Done> leave = Done{};
    QList<qsizetype> authorized; ///< numbers of steps
    int released = 0;

    [[nodiscard]] QStringList writes() const
    {
        QStringList list = calls;
        list.removeIf([](const QString &call) { return call.startsWith(QLatin1String("get")); });
        return list;
    }

    Result<Done> authorize(const QList<PlanStep> &steps) override
    {
        authorized.append(steps.size());
        return leave;
    }
    void release() override { ++released; }

    Reply<RawJson> readSchema() override
    {
        return answer<RawJson>(QStringLiteral("get schema"), [this] { return Result<RawJson>(table.schema()); });
    }
    Reply<RawJson> readIndexes() override
    {
        return answer<RawJson>(QStringLiteral("get index"), [this] { return Result<RawJson>(table.indexList()); });
    }
    Reply<RawJson> readTable() override
    {
        return answer<RawJson>(QStringLiteral("get table"), [this] {
            return Result<RawJson>(tablePropertiesToJson(table.properties.value_or(TableProperties())));
        });
    }
    Reply<Done> rename(const RawJson &body) override
    {
        return answer<Done>(QStringLiteral("rename ") + QString::fromUtf8(body.text()),
                            [this, body] { return table.rename(body); });
    }
    Reply<Done> create(const QString &type, const RawJson &body) override
    {
        return answer<Done>(QStringLiteral("create %1 %2").arg(type, SchemaSimulator::nameOf(body)),
                            [this, type, body] { return table.create(type, body); });
    }
    Reply<Done> putSchema(const RawJson &fields) override
    {
        return answer<Done>(QStringLiteral("put"), [this, fields] { return table.put(fields); });
    }
    Reply<Done> deleteField(const QString &name) override
    {
        return answer<Done>(QStringLiteral("delete ") + name, [this, name] { return table.deleteField(name); });
    }
    Reply<Done> createIndex(const QString &type, const RawJson &body) override
    {
        return answer<Done>(QStringLiteral("create index ") + type,
                            [this, type, body] { return table.createIndex(type, body); });
    }
    Reply<Done> putIndexes(const RawJson &indexes) override
    {
        return answer<Done>(QStringLiteral("put index"), [this, indexes] { return table.putIndexes(indexes); });
    }
    Reply<Done> putProperties(const RawJson &body) override
    {
        return answer<Done>(QStringLiteral("put table ") + QString::fromUtf8(body.text()),
                            [this, body] { return table.putProperties(body); });
    }
    Reply<Done> putSecurity(const RawJson &body) override
    {
        return answer<Done>(QStringLiteral("put security ") + QString::fromUtf8(body.text()),
                            [this, body] { return table.putProperties(body); });
    }
    Reply<Done> putAutocomplete(const RawJson &body) override
    {
        return answer<Done>(QStringLiteral("put autocomplete ") + QString::fromUtf8(body.text()),
                            [this, body] { return table.putProperties(body); });
    }
    Reply<Done> deleteIndex(const QString &id) override
    {
        return answer<Done>(QStringLiteral("delete index ") + id, [this, id] { return table.deleteIndex(id); });
    }

private:
    template <typename T, typename F>
    Reply<T> answer(const QString &call, F carryOut)
    {
        calls.append(call);
        const int number = static_cast<int>(calls.size());
        if (const auto someoneElse = before.value(number))
            someoneElse();
        if (number == held) {
            if (heldIsCarriedOut)
                static_cast<void>(carryOut());
            ReplyPromise<T> promise;
            Error error = Error::local(ErrorKind::Cancelled, QStringLiteral("given up"));
            error.delivery = Delivery::Unknown;
            // The reply keeps no promise alive: the fake does, until the test ends or gives it up.
            m_held.append([promise] { static_cast<void>(promise); });
            promise.setAbort([promise, error] { promise.resolve(Failure(error)); });
            return promise.reply();
        }
        if (const auto fault = faults.constFind(number); fault != faults.constEnd()) {
            if (fault->carriedOut)
                static_cast<void>(carryOut());
            return Reply<T>::ready(Failure(fault->error));
        }
        return Reply<T>::ready(carryOut());
    }

    QList<std::function<void()>> m_held;
};

} // namespace metascope::test
