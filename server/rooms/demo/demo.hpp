// A made-up county to look at and to test with. The room's face.
//
// Real are the county, its townships, villages and communities with their codes and the boundary; everything below and
// everybody is invented and carries made_up. The same seed, base time and code give the same content; door tokens and
// case links differ with the installation's keys.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/secrets.hpp"
#include "storage/db.hpp"

namespace mashang::demo {

struct DemoOptions {
  CountyCode county{431229};
  std::uint64_t seed = 1;
  Instant now;  ///< the year of past cases ends here
  int cases = 4000;
  std::string data_directory;  ///< where the media room keeps pictures; not needed without cases
};

/// All accounts of a demo county share it; it is printed, so it protects nothing.
constexpr std::string_view kDemoPassword = "mashang-demo";

struct DemoAccount {
  std::string login;
  std::string name;
  std::string role;   ///< a word of identity::Role
  std::string where;  ///< area or organisation
};

/// What a newcomer needs to see the story.
struct DemoSummary {
  std::uint64_t seed = 0;
  std::vector<DemoAccount> accounts;
  std::string door_address;  ///< 新城小区14栋401
  PlaceId door_place;
  std::string door_token;             ///< opens /d/<token>; stays the same until somebody renews that door
  std::string door_without_property;  ///< the code of a household whose compound has no property company
  std::int64_t households = 0;
  std::int64_t cases = 0;
};

using Progress = std::function<void(std::int64_t done, std::int64_t total, std::string_view what)>;

/// Writes the county into a migrated database without grids. In several writes: after a crash half-way the database has
/// to be thrown away. Fails with demo.not_empty, demo.unfinished, demo.story_broken, and what storage and identity may
/// fail with.
[[nodiscard]] Result<DemoSummary> make_demo(storage::Db& db, const Keys& keys, const DemoOptions& options,
                                            const Progress& progress);

/// What to print when a server starts on a demo county; none for any other database.
/// Fails with demo.unfinished when `make_demo` never came to its end.
[[nodiscard]] Result<std::optional<DemoSummary>> demo_summary(storage::Db& db, const Keys& keys, CountyCode county);

}  // namespace mashang::demo
