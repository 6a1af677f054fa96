// The schema's steps, gathered from every room's sql/ folder at build time.
#pragma once

#include <span>

#include "storage/db.hpp"

namespace mashang::storage {

/// Oldest first. Each runs once per database, in its own transaction.
[[nodiscard]] std::span<const Migration> all_migrations();

}  // namespace mashang::storage
