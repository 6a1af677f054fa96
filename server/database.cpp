// Which engine: PostgreSQL when its URL is set, the embedded one otherwise.
#include "database.hpp"

#include "storage/migrations.hpp"

namespace mashang {
namespace {

Result<std::unique_ptr<storage::Db>> open_engine(const runtime::Config& config, Opener opener) {
  const bool is_server = opener == Opener::server;
  if (config.postgres_url.empty())
    return storage::open_sqlite({.directory = config.data_directory, .exclusive_server = is_server});
  return storage::open_postgres({.url = config.postgres_url,
                                 .read_connections = is_server ? config.postgres_read_connections : 1,
                                 .exclusive_server = is_server});
}

}  // namespace

Result<std::unique_ptr<storage::Db>> open_database(const runtime::Config& config, Opener opener) {
  auto db = open_engine(config, opener);
  if (!db) return db;
  if (const auto migrated = (*db)->migrate(storage::all_migrations()); !migrated) return failure(migrated.error());
  return db;
}

Result<void> read_evidence(const runtime::Config& config, const storage::EvidenceReader& read) {
  if (config.postgres_url.empty())
    return storage::read_sqlite_evidence(config.data_directory, storage::all_migrations(), read);
  return storage::read_postgres_evidence(config.postgres_url, storage::all_migrations(), read);
}

Result<Keys> open_keys(const runtime::Config& config) { return load_or_make_keys(config.data_directory + "/keys"); }

Result<std::string> find_ledger_key(const runtime::Config& config) {
  return load_key(config.data_directory + "/keys", "ledger");
}

}  // namespace mashang
