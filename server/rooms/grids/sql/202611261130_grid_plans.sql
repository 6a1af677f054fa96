-- Plans of grids. state: draft · scheduled (adopts_on names the day) · adopted · replaced (by a later one) · undone. A dropped
-- draft is no longer listed. adopts_on: yymmdd at UTC+8. problem: why a scheduled adoption was not carried out.
CREATE TABLE grid_plan (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by BIGINT,
  changed_at BIGINT NOT NULL,
  adopts_on BIGINT,
  reason TEXT,
  decided_by BIGINT,
  adopted_at BIGINT,
  undone_at BIGINT,
  problem TEXT,
  dropped_at BIGINT,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;

-- Every version of a plan, only ever inserted. returns_to: what `take_back` goes back to. content: division.hpp.
CREATE TABLE grid_plan_version (
  county BIGINT NOT NULL,
  plan_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  by_account BIGINT,
  edit TEXT NOT NULL,
  returns_to BIGINT,
  content TEXT NOT NULL,
  PRIMARY KEY (county, plan_id, version)
) WITHOUT ROWID;

-- What an adoption changed, so that it can be undone within the day and read for ever.
CREATE TABLE grid_adoption_building (
  county BIGINT NOT NULL,
  plan_id BIGINT NOT NULL,
  building_id BIGINT NOT NULL,
  grid_before BIGINT,
  grid_after BIGINT NOT NULL,
  PRIMARY KEY (county, plan_id, building_id)
) WITHOUT ROWID;

-- what: founded · ended · changed. successor: who goes on for an ended one. outline: as it was before.
CREATE TABLE grid_adoption_grid (
  county BIGINT NOT NULL,
  plan_id BIGINT NOT NULL,
  grid_id BIGINT NOT NULL,
  what TEXT NOT NULL,
  successor BIGINT,
  outline TEXT,
  outline_made_up BIGINT NOT NULL,
  PRIMARY KEY (county, plan_id, grid_id)
) WITHOUT ROWID;

CREATE TABLE grid_adoption_staff (
  county BIGINT NOT NULL,
  plan_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  grid_before BIGINT NOT NULL,
  grid_after BIGINT NOT NULL,
  PRIMARY KEY (county, plan_id, account_id, role, grid_before)
) WITHOUT ROWID;

-- Rivers, railways, main roads: no grid reaches across. GeoJSON LineString or MultiLineString in WGS-84.
CREATE TABLE grid_barrier (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  geometry TEXT NOT NULL,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;
