// Brings national divisions into the database; a second time changes nothing.
#pragma once

#include <string>

#include "rooms/places/divisions.hpp"

namespace mashang::places {

struct ImportReport {
  int added = 0;
  int renamed = 0;
  int unchanged = 0;
  bool boundary_changed = false;
};

/// New codes become places; a changed name becomes history and an alias of the place, which keeps its id; places whose
/// code is not in the files stay. In the caller's transaction.
[[nodiscard]] ImportReport import_divisions(storage::Tx& tx, CountyCode county, const Divisions& divisions, Instant at,
                                            std::optional<AccountId> by);

/// The county's files from a folder (towns_*.csv, villages_*.csv or divisions_*.csv, each with the county code, and
/// boundary_<county>*.geojson) or one file of either kind. Fails with places.divisions_unreadable and what
/// `parse_divisions` and `parse_boundary` name.
[[nodiscard]] Result<Divisions> read_divisions(const std::string& path, CountyCode county);

/// Both, in one write: what `mashang import divisions` runs.
[[nodiscard]] Result<ImportReport> import_divisions(storage::Db& db, CountyCode county, const std::string& path,
                                                    Instant at);

}  // namespace mashang::places
