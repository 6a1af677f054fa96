-- The tree of places. `id` never changes; everything else may, and `place_change` remembers what it was.
CREATE TABLE place (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  parent_id BIGINT,
  grid_id BIGINT,
  code TEXT,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  township_id BIGINT,
  community_id BIGINT,
  compound_id BIGINT,
  building_id BIGINT,
  is_village BIGINT NOT NULL,
  lon REAL,
  lat REAL,
  households BIGINT NOT NULL,
  made_up BIGINT NOT NULL,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE INDEX place_by_parent ON place (county, parent_id, id);
CREATE UNIQUE INDEX place_by_code ON place (county, code) WHERE code IS NOT NULL;
CREATE INDEX building_by_grid ON place (county, grid_id, id) WHERE kind = 'building';

-- GeoJSON geometry in WGS-84; `raw` keeps what was imported, in `raw_crs`, when it had to be converted. A real place of a
-- demo county may have a made-up outline.
CREATE TABLE place_geometry (
  county BIGINT NOT NULL,
  place_id BIGINT NOT NULL,
  geometry TEXT NOT NULL,
  raw TEXT,
  raw_crs TEXT,
  made_up BIGINT NOT NULL,
  PRIMARY KEY (county, place_id)
) WITHOUT ROWID;

CREATE TABLE place_alias (
  county BIGINT NOT NULL,
  place_id BIGINT NOT NULL,
  alias TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (county, place_id, alias)
) WITHOUT ROWID;

CREATE TABLE place_change (
  county BIGINT NOT NULL,
  place_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  by_account BIGINT,
  what TEXT NOT NULL,
  before_value TEXT,
  after_value TEXT,
  PRIMARY KEY (county, place_id, seq)
) WITHOUT ROWID;

-- Counts up with every change of places: cached maps compare it.
CREATE TABLE place_revision (
  county BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (county)
) WITHOUT ROWID;
