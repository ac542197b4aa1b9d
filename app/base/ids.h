// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHashFunctions>
#include <QtCore/QString>

#include <compare>

namespace metascope {

/// A number or text that names one kind of thing and cannot be mixed up with another's.
template <typename Tag, typename Value>
class StrongId {
public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(Value value) : m_value(std::move(value)) {}
    [[nodiscard]] constexpr const Value &value() const { return m_value; }
    // clang-tidy 14 takes the zero that a rewritten `<` compares with for a pointer.
    // NOLINTNEXTLINE(modernize-use-nullptr)
    auto operator<=>(const StrongId &) const = default;
    bool operator==(const StrongId &) const = default;
    friend size_t qHash(const StrongId &id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    Value m_value{};
};

using InstanceId = StrongId<struct InstanceTag, QString>; ///< the registry's own id, not Xano's
using WorkspaceId = StrongId<struct WorkspaceTag, qint64>;
using TableId = StrongId<struct TableTag, qint64>;
using RecordId = StrongId<struct RecordTag, qint64>;
using ObjectId = StrongId<struct ObjectTag, qint64>; ///< API group, endpoint, function, task …
using BranchLabel = StrongId<struct BranchTag, QString>;
using DataSourceLabel = StrongId<struct DataSourceTag, QString>;

} // namespace metascope
