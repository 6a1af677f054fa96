// The advisory locks of one database: who serves it, who writes now, who migrates.
#pragma once

namespace mashang::storage::postgres {

/// Held by a server for as long as it runs. "mash" in hexadecimal, so that no other program's lock is met.
inline constexpr const char* kTakeServerLock = "SELECT pg_try_advisory_lock(x'6d617368'::int, 1)";
/// Within each batch: a short command's writes stand before or after it, never inside.
inline constexpr const char* kOneWriterAtATime = "SELECT pg_advisory_xact_lock(x'6d617368'::int, 2)";
inline constexpr const char* kOneMigrationAtATime = "SELECT pg_advisory_xact_lock(x'6d617368'::int, 3)";

}  // namespace mashang::storage::postgres
