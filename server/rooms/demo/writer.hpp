// Writes a demo county's values into the database, a few thousand rows at a time.
#pragma once

#include "rooms/demo/county.hpp"
#include "rooms/demo/demo.hpp"
#include "rooms/residents/residents.hpp"

namespace mashang::demo {

/// The purpose that door tokens of a demo county are derived for.
[[nodiscard]] std::string door_purpose(std::uint64_t seed);

[[nodiscard]] Result<void> write_county(storage::Db& db, const County& county, const residents::DoorCodes& doors,
                                        const DemoOptions& options, const Progress& progress);

}  // namespace mashang::demo
