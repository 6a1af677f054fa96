-- name: demo_of_county
SELECT seed, finished_at FROM demo_county WHERE county = :county;

-- name: start_demo
INSERT INTO demo_county (county, seed, started_at) VALUES (:county, :seed, :started_at);

-- name: finish_demo
UPDATE demo_county SET finished_at = :finished_at WHERE county = :county;

-- name: count_grids
SELECT COUNT(*) AS grids FROM place WHERE county = :county AND kind = 'grid';

-- name: real_places
SELECT id, kind, parent_id, grid_id, code, name, label, township_id, community_id, compound_id, building_id, is_village,
       lon, lat, households, made_up
FROM place WHERE county = :county AND kind IN ('county', 'township', 'community', 'village') ORDER BY id;

-- name: place_with_label
SELECT id FROM place WHERE county = :county AND label = :label ORDER BY id LIMIT 1;

-- name: first_household_of
SELECT household.id AS id FROM place AS compound
JOIN place AS household ON household.county = compound.county AND household.compound_id = compound.id AND household.kind = 'household'
WHERE compound.county = :county AND compound.kind = 'compound' AND compound.name = :compound
ORDER BY household.id LIMIT 1;

-- name: count_cases
SELECT COUNT(*) AS cases FROM case_record WHERE county = :county;

-- name: cases_with_steps
SELECT c.id AS id, c.state AS state, c.version AS version, c.made_up AS made_up,
       (SELECT COUNT(*) FROM case_history AS h WHERE h.county = c.county AND h.case_id = c.id) AS steps
FROM case_record AS c WHERE c.county = :county ORDER BY c.id;
