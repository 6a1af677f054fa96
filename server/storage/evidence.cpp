// Which schema may be read as evidence; the PostgreSQL side.
#include "storage/evidence.hpp"

#include <fmt/format.h>

#include "storage/evidence_detail.hpp"
#include "storage/failures.hpp"
#include "storage/migrations.hpp"
#include "storage/sql.hpp"

namespace mashang::storage {

Result<void> read_if_current(Tx& tx, std::span<const Migration> known, const EvidenceReader& read) {
  std::vector<std::int64_t> applied;
  try {
    applied = tx.all(sql::applied_migrations{}, [](const Row& row) { return row.integer("version"); });
  } catch (const StatementFailed&) {
    return no_database("it has none of Mashang's tables");
  }
  const auto due = next_migration(known, applied);
  if (!due) return failure(due.error());
  if (*due)
    return failure(
        ErrorKind::unavailable, "storage.schema_older",
        fmt::format("the database lacks migration {} ({}): verify it with the program that wrote it, or let a "
                    "server of this version upgrade it first",
                    (*due)->version, (*due)->name));
  return read(tx);
}

tl::unexpected<Error> no_database(std::string detail) {
  return failure(ErrorKind::not_found, "storage.no_database", std::move(detail));
}

Result<void> read_postgres_evidence(const std::string& url, std::span<const Migration> known,
                                    const EvidenceReader& read) {
  auto db = open_postgres({.url = url, .read_connections = 1, .exclusive_server = false});
  if (!db) return failure(db.error());
  return (*db)->read_now([&](Tx& tx) -> Result<void> { return read_if_current(tx, known, read); });
}

}  // namespace mashang::storage
