// Reading a database that must stay as it is: by whoever verifies it. Apart from `Db`, which writes by its nature.
//
// Not one byte of the data folder changes, with one exception: beside a running server SQLite's readers mark their
// place in `mashang.db-shm`, as that server's own do. Without a server the folder may lie on a read-only disk; a server
// that starts meanwhile is refused (storage.locked), and a log left by a killed one is read where it lies. No schema is
// changed: only one that is exactly this program's is read.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "core/result.hpp"
#include "storage/db.hpp"

namespace mashang::storage {

/// Gets one snapshot of the whole database.
using EvidenceReader = std::function<Result<void>(Tx&)>;

/// Fails with what `read` fails with, and with storage.no_database (no such file, or not one of ours),
/// storage.schema_older, storage.schema_newer, storage.unavailable.
[[nodiscard]] Result<void> read_sqlite_evidence(const std::string& directory, std::span<const Migration> known,
                                                const EvidenceReader& read);
/// The same in a read-only transaction.
[[nodiscard]] Result<void> read_postgres_evidence(const std::string& url, std::span<const Migration> known,
                                                  const EvidenceReader& read);

}  // namespace mashang::storage
