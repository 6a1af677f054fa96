// Rows of grid_plan and grid_plan_version.
#include "rooms/grids/store.hpp"

#include <stdexcept>

#include "rooms/grids/sql.hpp"

namespace mashang::grids {
namespace {

using storage::Row;
using storage::Value;

Value text(const std::string& words) { return words.empty() ? Value() : Value(words); }

const Error kStale{ErrorKind::conflict, "grids.version_stale"};

Plan read_plan(CountyCode county, const Row& row) {
  Plan plan;
  plan.county = county;
  plan.id = row.id<PlanId>("id");
  plan.name = row.string("name");
  plan.state = parse_state(row.text("state")).value_or(State::draft);
  plan.version = row.integer("version");
  plan.created_at = row.instant("created_at");
  plan.created_by = row.optional_id<AccountId>("created_by");
  plan.changed_at = row.instant("changed_at");
  if (const auto day = row.optional_integer("adopts_on")) plan.adopts_on = static_cast<std::int32_t>(*day);
  plan.reason = row.optional_string("reason").value_or("");
  plan.decided_by = row.optional_id<AccountId>("decided_by");
  plan.adopted_at = row.optional_instant("adopted_at");
  plan.problem = row.optional_string("problem").value_or("");
  return plan;
}

void write_version(storage::Tx& tx, const Plan& plan, std::string_view edit, const Version& version, const Hand& hand) {
  tx.apply(sql::insert_version{.county = plan.county,
                               .plan_id = plan.id,
                               .version = plan.version,
                               .at = hand.at,
                               .by_account = hand.account,
                               .edit = edit,
                               .returns_to = version.returns_to,
                               .content = to_json(version.division)});
}

}  // namespace

std::vector<Plan> plans_in(storage::Tx& tx, CountyCode county) {
  return tx.all(sql::plans{.county = county}, [&](const Row& row) { return read_plan(county, row); });
}

Result<Plan> plan_of(storage::Tx& tx, CountyCode county, PlanId id) {
  auto found =
      tx.one(sql::plan_by_id{.county = county, .id = id}, [&](const Row& row) { return read_plan(county, row); });
  if (!found) return failure(ErrorKind::not_found, "grids.unknown_plan");
  return std::move(*found);
}

Version version_of(storage::Tx& tx, const Plan& plan, std::int64_t version) {
  auto found =
      tx.one(sql::version_of_plan{.county = plan.county, .plan_id = plan.id, .version = version}, [](const Row& row) {
        return Version{parse_division(row.text("content")), row.optional_integer("returns_to")};
      });
  if (!found) throw std::runtime_error("a plan without its version");
  return std::move(*found);
}

Version version_of(storage::Tx& tx, const Plan& plan) { return version_of(tx, plan, plan.version); }

Plan insert_plan(storage::Tx& tx, CountyCode county, std::string_view name, const Division& division,
                 const Hand& hand) {
  const PlanId id{tx.next_number(county, "grid_plan")};
  tx.apply(
      sql::insert_plan{.county = county, .id = id, .name = name, .created_at = hand.at, .created_by = hand.account});
  Plan plan;
  plan.county = county;
  plan.id = id;
  plan.name = std::string(name);
  plan.created_at = plan.changed_at = hand.at;
  plan.created_by = hand.account;
  write_version(tx, plan, "create", {division, std::nullopt}, hand);
  return plan;
}

void insert_version(storage::Tx& tx, Plan& plan, std::string_view edit, const Version& version, const Hand& hand) {
  const std::int64_t before = plan.version++;
  plan.changed_at = hand.at;
  tx.apply_one(sql::advance_plan{.version = plan.version,
                                 .changed_at = hand.at,
                                 .county = plan.county,
                                 .id = plan.id,
                                 .version_before = before},
               kStale);
  write_version(tx, plan, edit, version, hand);
}

void decide(storage::Tx& tx, const Plan& plan, State before) {
  tx.apply_one(sql::decide_plan{.state = to_word(plan.state),
                                .adopts_on = plan.adopts_on ? Value(std::int64_t{*plan.adopts_on}) : Value(),
                                .reason = text(plan.reason),
                                .decided_by = plan.decided_by,
                                .adopted_at = plan.adopted_at,
                                .problem = text(plan.problem),
                                .changed_at = plan.changed_at,
                                .county = plan.county,
                                .id = plan.id,
                                .version = plan.version,
                                .state_before = to_word(before)},
               kStale);
}

}  // namespace mashang::grids
