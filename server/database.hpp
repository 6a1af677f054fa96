// Opens the configured database with its schema brought up to date.
#pragma once

#include <memory>

#include "core/result.hpp"
#include "core/secrets.hpp"
#include "runtime/config.hpp"
#include "storage/db.hpp"
#include "storage/evidence.hpp"

namespace mashang {

/// A server has the database for itself; a command works beside a running server.
enum class Opener { server, command };

/// Fails with storage.locked, storage.unavailable, storage.schema_newer.
[[nodiscard]] Result<std::unique_ptr<storage::Db>> open_database(const runtime::Config& config, Opener opener);
/// For whoever only looks, and must change nothing. Fails as storage/evidence.hpp says, and with what `read` fails
/// with.
[[nodiscard]] Result<void> read_evidence(const runtime::Config& config, const storage::EvidenceReader& read);
/// The installation's keys, in `<data>/keys` on either engine. Fails with core.keys_unreadable.
[[nodiscard]] Result<Keys> open_keys(const runtime::Config& config);
/// The private key of the log, if there is one: nothing is made. Fails with core.key_missing, core.keys_unreadable.
[[nodiscard]] Result<std::string> find_ledger_key(const runtime::Config& config);

}  // namespace mashang
