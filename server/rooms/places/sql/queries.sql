-- name: place_by_id
SELECT id, kind, parent_id, grid_id, code, name, label, township_id, community_id, compound_id, building_id, is_village,
       lon, lat, households, made_up
FROM place WHERE county = :county AND id = :id;

-- name: situation
-- remembered
SELECT p.id, p.kind, p.grid_id, g.label AS grid_name, p.label, p.township_id, p.community_id, p.compound_id,
       p.building_id, p.is_village, p.lon, p.lat, p.made_up
FROM place AS p LEFT JOIN place AS g ON g.county = p.county AND g.id = p.grid_id
WHERE p.county = :county AND p.id = :id;

-- name: place_by_code
SELECT id, kind, parent_id, grid_id, code, name, label, township_id, community_id, compound_id, building_id, is_village,
       lon, lat, households, made_up
FROM place WHERE county = :county AND code = :code;

-- name: label_of_place
-- remembered
SELECT label FROM place WHERE county = :county AND id = :id;

-- name: every_place
SELECT id, kind, parent_id, grid_id, code, name, label, township_id, community_id, compound_id, building_id, is_village,
       lon, lat, households, made_up
FROM place WHERE county = :county AND ended_at IS NULL ORDER BY id;

-- name: every_alias
SELECT place_id, alias, kind FROM place_alias WHERE county = :county ORDER BY place_id, alias;

-- name: last_place_id
SELECT COALESCE(MAX(id), 0) AS id FROM place WHERE county = :county;

-- name: insert_place
INSERT INTO place (county, id, kind, parent_id, grid_id, code, name, label, township_id, community_id, compound_id,
                   building_id, is_village, lon, lat, households, made_up)
VALUES (:county, :id, :kind, :parent_id, :grid_id, :code, :name, :label, :township_id, :community_id, :compound_id,
        :building_id, :is_village, :lon, :lat, :households, :made_up);

-- name: rename_place
UPDATE place SET name = :name, label = :label WHERE county = :county AND id = :id;

-- name: locate_place
UPDATE place SET lon = :lon, lat = :lat WHERE county = :county AND id = :id;

-- name: geometry_of_place
SELECT geometry, raw, raw_crs, made_up FROM place_geometry WHERE county = :county AND place_id = :place_id;

-- name: put_geometry
INSERT INTO place_geometry (county, place_id, geometry, raw, raw_crs, made_up)
VALUES (:county, :place_id, :geometry, :raw, :raw_crs, :made_up)
ON CONFLICT (county, place_id) DO UPDATE
SET geometry = excluded.geometry, raw = excluded.raw, raw_crs = excluded.raw_crs, made_up = excluded.made_up;

-- name: put_alias
INSERT INTO place_alias (county, place_id, alias, kind) VALUES (:county, :place_id, :alias, :kind)
ON CONFLICT (county, place_id, alias) DO NOTHING;

-- name: aliases_of_place
SELECT alias FROM place_alias WHERE county = :county AND place_id = :place_id ORDER BY alias;

-- name: append_change
INSERT INTO place_change (county, place_id, seq, at, by_account, what, before_value, after_value)
SELECT CAST(:county AS BIGINT), CAST(:place_id AS BIGINT), COALESCE(MAX(seq), 0) + 1, CAST(:at AS BIGINT),
       CAST(:by_account AS BIGINT), CAST(:what AS TEXT), CAST(:before_value AS TEXT), CAST(:after_value AS TEXT)
FROM place_change WHERE county = :county AND place_id = :place_id;

-- name: changes_of_place
SELECT seq, at, by_account, what, before_value, after_value
FROM place_change WHERE county = :county AND place_id = :place_id ORDER BY seq;

-- name: bump_revision
INSERT INTO place_revision (county, revision) VALUES (:county, 1)
ON CONFLICT (county) DO UPDATE SET revision = place_revision.revision + 1;

-- name: revision
SELECT revision FROM place_revision WHERE county = :county;

-- name: link_place_to_grid
UPDATE place SET grid_id = :grid_id WHERE county = :county AND id = :id;

-- name: link_children_to_grid
UPDATE place SET grid_id = :grid_id WHERE county = :county AND parent_id = :parent_id;

-- name: link_grandchildren_to_grid
UPDATE place SET grid_id = :grid_id
WHERE county = :county
  AND parent_id IN (SELECT unit.id FROM place AS unit WHERE unit.county = :county AND unit.parent_id = :parent_id);

-- name: end_place
UPDATE place SET ended_at = :ended_at WHERE county = :county AND id = :id;

-- name: forget_geometry
DELETE FROM place_geometry WHERE county = :county AND place_id = :place_id;

-- Every grid of a community that ever was: a new one takes a number that none had.
-- name: grid_codes
SELECT name, code, made_up FROM place WHERE county = :county AND kind = 'grid' AND community_id = :community_id ORDER BY id;

-- name: add_households
UPDATE place SET households = households + :households WHERE county = :county AND id = :id;

-- name: grids_of_compound
SELECT COUNT(DISTINCT COALESCE(grid_id, 0)) AS grids, MIN(grid_id) AS grid_id
FROM place WHERE county = :county AND parent_id = :compound_id AND kind = 'building';

-- name: children
SELECT id, kind, parent_id, grid_id, code, name, label, township_id, community_id, compound_id, building_id, is_village,
       lon, lat, households, made_up
FROM place
WHERE county = :county AND parent_id = :parent_id AND id > :after AND ended_at IS NULL
  AND (CAST(:kind AS TEXT) IS NULL OR kind = :kind)
ORDER BY id LIMIT :limit;

-- name: buildings_of_grid
SELECT id, kind, parent_id, grid_id, code, name, label, township_id, community_id, compound_id, building_id, is_village,
       lon, lat, households, made_up
FROM place
WHERE county = :county AND grid_id = :grid_id AND kind = 'building' AND id > :after
ORDER BY id LIMIT :limit;

-- name: search
SELECT id, kind, parent_id, grid_id, code, name, label, township_id, community_id, compound_id, building_id, is_village,
       lon, lat, households, made_up
FROM place
WHERE county = :county AND ended_at IS NULL
  AND (label LIKE :pattern ESCAPE '!'
       OR id IN (SELECT a.place_id FROM place_alias AS a WHERE a.county = :county AND a.alias LIKE :pattern ESCAPE '!'))
  AND (CAST(:kind AS TEXT) IS NULL OR kind = :kind)
  AND (length(label), id) > (CAST(:after_length AS BIGINT), CAST(:after_id AS BIGINT))
ORDER BY length(label), id LIMIT :limit;

-- name: features
SELECT p.id AS id, p.kind AS kind, p.name AS name, p.label AS label, p.households AS households, p.grid_id AS grid_id,
       CASE WHEN p.made_up = 1 THEN 1 ELSE g.made_up END AS made_up, g.geometry AS geometry
FROM place_geometry AS g JOIN place AS p ON p.county = g.county AND p.id = g.place_id
WHERE g.county = :county AND (p.kind = :kind OR p.kind = :other_kind) AND p.ended_at IS NULL
ORDER BY p.id;

-- name: made_up_places
SELECT made_up FROM place WHERE county = :county AND kind = 'building' AND grid_id IS NOT NULL ORDER BY grid_id, id LIMIT 1;
