// The schema's steps, gathered from every room's sql/ folder at build time.
#pragma once

#include <optional>
#include <span>

#include "storage/db.hpp"

namespace mashang::storage {

/// Oldest first. Each runs once per database, in its own transaction.
[[nodiscard]] std::span<const Migration> all_migrations();

/// The oldest known step that is not among the applied versions; none when the schema is up to date.
/// Fails with `storage.schema_newer` when a version was applied that is not known.
[[nodiscard]] Result<std::optional<Migration>> next_migration(std::span<const Migration> known,
                                                              std::span<const std::int64_t> applied);

}  // namespace mashang::storage
