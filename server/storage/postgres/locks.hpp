// The advisory locks of one installation (one schema of one database): who serves it, who writes now, who migrates.
#pragma once

namespace mashang::storage::postgres {

// The first key is "mash" in hexadecimal mixed with the schema, so that neither another program's lock nor another
// installation's is met.

/// Held by a server for as long as it runs.
inline constexpr const char* kTakeServerLock =
    "SELECT pg_try_advisory_lock(x'6d617368'::int # hashtext(current_schema()::text), 1)";
/// Within each batch: a short command's writes stand before or after it, never inside.
inline constexpr const char* kOneWriterAtATime =
    "SELECT pg_advisory_xact_lock(x'6d617368'::int # hashtext(current_schema()::text), 2)";
inline constexpr const char* kOneMigrationAtATime =
    "SELECT pg_advisory_xact_lock(x'6d617368'::int # hashtext(current_schema()::text), 3)";

}  // namespace mashang::storage::postgres
