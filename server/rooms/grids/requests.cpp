// Reads bodies field by field.
#include "rooms/grids/requests.hpp"

#include <limits>

#include "core/json.hpp"

namespace mashang::grids {
namespace {

constexpr std::size_t kLongestName = 60;
constexpr std::size_t kLongestReason = 500;
constexpr std::size_t kMostBuildings = 5'000;
constexpr std::size_t kMostGrids = 1'000;
constexpr std::int64_t kMostId = 9'007'199'254'740'991;
constexpr std::int64_t kMostNumber = 1'000'000;

std::optional<std::int32_t> number(json::Fields& in, std::string_view name) {
  const auto given = in.optional_integer(name, 0, kMostNumber);
  return given ? std::optional(static_cast<std::int32_t>(*given)) : std::nullopt;
}

Imagined imagined_in(json::Fields& in) {
  Imagined one;
  one.name = in.optional_text("name", kLongestName).value_or("");
  one.at.lon = in.optional_number("lon", -180, 180).value_or(0);
  one.at.lat = in.optional_number("lat", -90, 90).value_or(0);
  one.households = static_cast<std::int32_t>(in.optional_integer("households", 1, 5'000).value_or(0));
  return one;
}

/// "2026-11-26" gives 261126.
std::optional<Instant> first_minute_of(std::string_view day) {
  constexpr std::size_t kLength = 10;
  if (day.size() != kLength) return std::nullopt;
  const auto at = parse_rfc3339(std::string(day) + "T00:00:00+08:00");
  return at ? std::optional(*at) : std::nullopt;
}

}  // namespace

Result<NewPlan> new_plan_in(std::string_view body) {
  json::Fields in(body);
  NewPlan plan;
  plan.name = in.text("name", kLongestName);
  if (const auto copy_of = in.optional_integer("copy_of", 1, kMostId)) plan.copy_of = PlanId{*copy_of};
  if (auto wrong = in.error()) return failure(*wrong);
  return plan;
}

Result<OfVersion<Edit>> edit_in(std::string_view body) {
  json::Fields in(body);
  OfVersion<Edit> read;
  read.version = in.integer("version", 1, kMostId);
  const std::string kind = in.text("edit", kLongestName);
  read.wish.buildings = in.optional_integers("buildings", kMostBuildings);
  read.wish.grid = number(in, "grid");
  read.wish.other = number(in, "other");
  read.wish.imagined = imagined_in(in);
  const auto role = in.optional_text("role", kLongestName);
  if (const auto account = in.optional_integer("account", 1, kMostId)) read.wish.account = AccountId{*account};
  if (auto wrong = in.error()) return failure(*wrong);
  const auto parsed = parse_edit_kind(kind);
  if (!parsed) return failure(ErrorKind::unprocessable, "grids.bad_edit", {}, "edit");
  read.wish.kind = *parsed;
  if (role) read.wish.role = identity::parse_role(*role);
  return read;
}

Result<OfVersion<ProposalRequest>> proposal_in(std::string_view body) {
  json::Fields in(body);
  OfVersion<ProposalRequest> read;
  read.version = in.integer("version", 1, kMostId);
  for (const std::int64_t id : in.optional_integers("communities", kMostGrids))
    read.wish.communities.emplace_back(PlaceId{id});
  const auto grids = in.optional_integers("grids", kMostGrids);
  read.wish.seconds = static_cast<int>(in.optional_integer("seconds", 1, 120).value_or(10));
  read.wish.seed = static_cast<std::uint64_t>(in.optional_integer("seed", 1, kMostId).value_or(1));
  const auto keeping = in.optional_text("keep_today", kLongestName);
  if (auto wrong = in.error()) return failure(*wrong);
  for (const std::int64_t grid : grids) {
    if (grid < 0 || grid > kMostNumber) return failure(ErrorKind::unprocessable, "grids.bad_proposal", {}, "grids");
    read.wish.grids.push_back(static_cast<std::int32_t>(grid));
  }
  const auto parsed = parse_keeping(keeping.value_or("some"));
  if (!parsed) return failure(ErrorKind::unprocessable, "grids.bad_proposal", {}, "keep_today");
  read.wish.keeping = *parsed;
  return read;
}

Result<OfVersion<AdoptionWish>> adoption_in(std::string_view body, Instant now) {
  json::Fields in(body);
  OfVersion<AdoptionWish> read;
  read.version = in.integer("version", 1, kMostId);
  const std::string day = in.text("on", kLongestName);
  read.wish.reason = in.optional_text("reason", kLongestReason).value_or("");
  if (auto wrong = in.error()) return failure(*wrong);
  const auto begins = first_minute_of(day);
  const auto refuse = [](std::string_view code) { return failure(ErrorKind::unprocessable, code, {}, "on"); };
  if (!begins) return refuse("grids.bad_date");
  read.wish.on = china_yymmdd(*begins);
  if (read.wish.on < china_yymmdd(now)) return refuse("grids.date_past");
  if (*begins > now + days(366)) return refuse("grids.date_too_far");
  return read;
}

}  // namespace mashang::grids
