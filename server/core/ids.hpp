// Distinct identifier types, so that a case is never looked up with a person's number.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace mashang {

/// A database key. Values stay below 2^53 so that JSON numbers carry them exactly.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
};

/// National division code of a county, for example 431229. First in the key of every row.
struct CountyCode {
  std::int32_t value = 0;
  auto operator<=>(const CountyCode&) const = default;
};

using PlaceId = Id<struct PlaceTag>;  ///< any node of the places tree
using OrganisationId = Id<struct OrganisationTag>;
using AccountId = Id<struct AccountTag>;
using CaseId = Id<struct CaseTag>;
using AttachmentId = Id<struct AttachmentTag>;
using TodoId = Id<struct TodoTag>;
using SessionId = Id<struct SessionTag>;

}  // namespace mashang

template <class Tag>
struct std::hash<mashang::Id<Tag>> {
  std::size_t operator()(mashang::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
