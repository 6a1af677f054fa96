// Which schema step is due, or why none may run.
#include <fmt/format.h>

#include <algorithm>

#include "storage/migrations.hpp"

namespace mashang::storage {

Result<std::optional<Migration>> next_migration(std::span<const Migration> known,
                                                std::span<const std::int64_t> applied) {
  for (const std::int64_t version : applied)
    if (std::ranges::find(known, version, &Migration::version) == known.end())
      return failure(ErrorKind::unavailable, "storage.schema_newer",
                     fmt::format("the database has migration {}, which this program does not know", version));
  std::optional<Migration> due;
  for (const Migration& migration : known) {
    const bool is_missing = std::ranges::find(applied, migration.version) == applied.end();
    if (is_missing && (!due || migration.version < due->version)) due = migration;
  }
  return due;
}

}  // namespace mashang::storage
