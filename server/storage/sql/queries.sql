-- The engines' own two tables: which migrations ran, and where each gap-free series stands.

-- name: make_migration_table
CREATE TABLE IF NOT EXISTS migration (
  version BIGINT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  applied_at BIGINT NOT NULL
)

-- name: make_series_table
CREATE TABLE IF NOT EXISTS series (
  county BIGINT NOT NULL,
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (county, name)
)

-- name: applied_migrations
SELECT version FROM migration ORDER BY version

-- sqlite: record_migration
INSERT INTO migration (version, name, applied_at)
VALUES (:version, :name, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))

-- postgres: record_migration
INSERT INTO migration (version, name, applied_at)
VALUES (:version, :name, CAST(EXTRACT(EPOCH FROM now()) * 1000 AS BIGINT))

-- name: series_value
SELECT value FROM series WHERE county = :county AND name = :name

-- name: save_series
INSERT INTO series (county, name, value) VALUES (:county, :name, :value)
ON CONFLICT (county, name) DO UPDATE SET value = excluded.value WHERE series.value = :loaded

-- name: answer
SELECT 1 AS alive
