-- name: barriers
SELECT geometry FROM grid_barrier WHERE county = :county ORDER BY id;

-- name: forget_barriers
DELETE FROM grid_barrier WHERE county = :county;

-- name: insert_barrier
INSERT INTO grid_barrier (county, id, kind, name, geometry) VALUES (:county, :id, :kind, :name, :geometry);

-- ---- plans ----
-- name: plans
SELECT id, name, state, version, created_at, created_by, changed_at, adopts_on, reason, decided_by, adopted_at, problem
FROM grid_plan WHERE county = :county AND dropped_at IS NULL ORDER BY id DESC;

-- name: plan_by_id
SELECT id, name, state, version, created_at, created_by, changed_at, adopts_on, reason, decided_by, adopted_at, problem
FROM grid_plan WHERE county = :county AND id = :id AND dropped_at IS NULL;

-- name: insert_plan
INSERT INTO grid_plan (county, id, name, state, version, created_at, created_by, changed_at)
VALUES (:county, :id, :name, 'draft', 1, :created_at, :created_by, :created_at);

-- name: advance_plan
UPDATE grid_plan SET version = :version, changed_at = :changed_at
WHERE county = :county AND id = :id AND version = :version_before AND state = 'draft' AND dropped_at IS NULL;

-- name: decide_plan
UPDATE grid_plan SET state = :state, adopts_on = :adopts_on, reason = :reason, decided_by = :decided_by,
                     adopted_at = :adopted_at, problem = :problem, changed_at = :changed_at
WHERE county = :county AND id = :id AND version = :version AND state = :state_before AND dropped_at IS NULL;

-- name: undo_plan
UPDATE grid_plan SET state = 'undone', undone_at = :undone_at, decided_by = :decided_by, changed_at = :undone_at
WHERE county = :county AND id = :id AND state = 'adopted';

-- name: replace_adopted
UPDATE grid_plan SET state = 'replaced' WHERE county = :county AND state = 'adopted' AND id <> :id;

-- name: drop_plan
UPDATE grid_plan SET dropped_at = :dropped_at WHERE county = :county AND id = :id AND state = 'draft';

-- The one that the undone plan had replaced is the county's again.
-- name: restore_replaced
UPDATE grid_plan SET state = 'adopted'
WHERE county = :county AND id = (SELECT id FROM grid_plan WHERE county = :county AND state = 'replaced'
                                 ORDER BY adopted_at DESC, id DESC LIMIT 1);

-- name: due_plans
SELECT id FROM grid_plan
WHERE county = :county AND state = 'scheduled' AND adopts_on <= CAST(:today AS BIGINT) AND dropped_at IS NULL
ORDER BY adopts_on, id;

-- ---- versions ----
-- name: insert_version
INSERT INTO grid_plan_version (county, plan_id, version, at, by_account, edit, returns_to, content)
VALUES (:county, :plan_id, :version, :at, :by_account, :edit, :returns_to, :content);

-- name: version_of_plan
SELECT returns_to, content FROM grid_plan_version WHERE county = :county AND plan_id = :plan_id AND version = :version;

-- ---- adoptions ----
-- name: insert_adopted_building
INSERT INTO grid_adoption_building (county, plan_id, building_id, grid_before, grid_after)
VALUES (:county, :plan_id, :building_id, :grid_before, :grid_after);

-- name: insert_adopted_grid
INSERT INTO grid_adoption_grid (county, plan_id, grid_id, what, successor, outline, outline_made_up)
VALUES (:county, :plan_id, :grid_id, :what, :successor, :outline, :outline_made_up);

-- name: insert_adopted_staff
INSERT INTO grid_adoption_staff (county, plan_id, account_id, role, grid_before, grid_after)
VALUES (:county, :plan_id, :account_id, :role, :grid_before, :grid_after);

-- name: adopted_buildings
SELECT building_id, grid_before, grid_after FROM grid_adoption_building
WHERE county = :county AND plan_id = :plan_id ORDER BY building_id;

-- name: adopted_grids
SELECT grid_id, what, successor, outline, outline_made_up FROM grid_adoption_grid
WHERE county = :county AND plan_id = :plan_id ORDER BY grid_id;

-- name: founded_grids
SELECT grid_id FROM grid_adoption_grid
WHERE county = :county AND plan_id = :plan_id AND what = 'founded' ORDER BY grid_id;

-- name: adopted_staff
SELECT account_id, role, grid_before, grid_after FROM grid_adoption_staff
WHERE county = :county AND plan_id = :plan_id ORDER BY account_id, role, grid_before;
