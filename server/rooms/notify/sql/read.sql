-- Reading to-dos and events. Rows of case_record (room cases) are joined, never written: what a list shows of a case changes with
-- every step, and a copy here would be one more row a write. Where the reporter is hidden no to-do names the flat, whoever it
-- asks: a list lies open on a counter, and the trusted see the flat in the case itself.
-- repeats >= 4 makes a matter mass-affecting (cases::Rules).
-- A restricted case shows itself in to-dos and events as cases::may_see has it, to whoever may open it now: the grid's
-- leader, officers, its handler; to an organisation or a worker that had it once it shows nothing. Only `todo_done`, two
-- numbers, still reaches them, so that an open phone forgets what it showed.

-- name: open_of_account
SELECT t.id, t.case_id, t.kind, t.created_at, t.done_at, c.state, CASE WHEN c.is_classified = 1 THEN c.category END AS category, c.urgency,
  CASE c.urgency WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END AS urgency_rank,
  c.text AS case_text,
  COALESCE(c.coarse_label, c.place_label) AS place,
  c.deadline, c.has_media, c.is_supervised, c.is_urged, CASE WHEN c.repeats >= 4 THEN 1 ELSE 0 END AS is_mass_affecting
FROM todo t JOIN case_record c ON c.county = t.county AND c.id = t.case_id
WHERE t.county = :county AND t.account_id = :account_id AND t.done_at IS NULL
  AND (c.is_restricted = 0 OR EXISTS (
    SELECT 1 FROM role_grant g WHERE g.county = t.county AND g.account_id = t.account_id
      AND (g.role = 'county_officer' OR g.organisation_id = c.handler_id
           OR (g.place_id IN (COALESCE(c.serving_grid_id, c.grid_id), c.community_id, c.township_id)
               AND (g.role IN ('grid_leader', 'community_officer') OR (g.role = 'grid_worker' AND c.is_self_handled = 1))))))
  AND (CASE c.urgency WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END, COALESCE(c.deadline, 9223372036854775807), t.id)
    > (CAST(:rank AS BIGINT), CAST(:deadline AS BIGINT), CAST(:id AS BIGINT))
ORDER BY urgency_rank, COALESCE(c.deadline, 9223372036854775807), t.id
LIMIT CAST(:limit AS BIGINT);

-- name: open_of_organisation
SELECT t.id, t.case_id, t.kind, t.created_at, t.done_at, c.state, CASE WHEN c.is_classified = 1 THEN c.category END AS category, c.urgency,
  CASE c.urgency WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END AS urgency_rank,
  c.text AS case_text,
  COALESCE(c.coarse_label, c.place_label) AS place,
  c.deadline, c.has_media, c.is_supervised, c.is_urged, CASE WHEN c.repeats >= 4 THEN 1 ELSE 0 END AS is_mass_affecting
FROM todo t JOIN case_record c ON c.county = t.county AND c.id = t.case_id
WHERE t.county = :county AND t.account_id IS NULL AND t.organisation_id = :organisation_id AND t.done_at IS NULL
  AND (c.is_restricted = 0 OR t.organisation_id = c.handler_id)
  AND (CASE c.urgency WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END, COALESCE(c.deadline, 9223372036854775807), t.id)
    > (CAST(:rank AS BIGINT), CAST(:deadline AS BIGINT), CAST(:id AS BIGINT))
ORDER BY urgency_rank, COALESCE(c.deadline, 9223372036854775807), t.id
LIMIT CAST(:limit AS BIGINT);

-- name: done_of_account
SELECT t.id, t.case_id, t.kind, t.created_at, t.done_at, c.state, CASE WHEN c.is_classified = 1 THEN c.category END AS category, c.urgency,
  CASE c.urgency WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END AS urgency_rank,
  c.text AS case_text,
  COALESCE(c.coarse_label, c.place_label) AS place,
  c.deadline, c.has_media, c.is_supervised, c.is_urged, CASE WHEN c.repeats >= 4 THEN 1 ELSE 0 END AS is_mass_affecting
FROM todo t JOIN case_record c ON c.county = t.county AND c.id = t.case_id
WHERE t.county = :county AND t.account_id = :account_id AND t.done_at IS NOT NULL
  AND (c.is_restricted = 0 OR EXISTS (
    SELECT 1 FROM role_grant g WHERE g.county = t.county AND g.account_id = t.account_id
      AND (g.role = 'county_officer' OR g.organisation_id = c.handler_id
           OR (g.place_id IN (COALESCE(c.serving_grid_id, c.grid_id), c.community_id, c.township_id)
               AND (g.role IN ('grid_leader', 'community_officer') OR (g.role = 'grid_worker' AND c.is_self_handled = 1))))))
  AND (t.done_at, t.id) < (CAST(:done_at AS BIGINT), CAST(:id AS BIGINT))
ORDER BY t.done_at DESC, t.id DESC
LIMIT CAST(:limit AS BIGINT);

-- name: done_of_organisation
SELECT t.id, t.case_id, t.kind, t.created_at, t.done_at, c.state, CASE WHEN c.is_classified = 1 THEN c.category END AS category, c.urgency,
  CASE c.urgency WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END AS urgency_rank,
  c.text AS case_text,
  COALESCE(c.coarse_label, c.place_label) AS place,
  c.deadline, c.has_media, c.is_supervised, c.is_urged, CASE WHEN c.repeats >= 4 THEN 1 ELSE 0 END AS is_mass_affecting
FROM todo t JOIN case_record c ON c.county = t.county AND c.id = t.case_id
WHERE t.county = :county AND t.account_id IS NULL AND t.organisation_id = :organisation_id AND t.done_at IS NOT NULL
  AND (c.is_restricted = 0 OR t.organisation_id = c.handler_id)
  AND (t.done_at, t.id) < (CAST(:done_at AS BIGINT), CAST(:id AS BIGINT))
ORDER BY t.done_at DESC, t.id DESC
LIMIT CAST(:limit AS BIGINT);

-- name: newest_event
SELECT seq FROM outbox WHERE county = :county ORDER BY seq DESC LIMIT 1;

-- name: oldest_event
SELECT seq FROM outbox WHERE county = :county ORDER BY seq LIMIT 1;

-- name: events_between
SELECT seq, kind, case_id, account_id, organisation_id, state, version
FROM outbox WHERE county = :county AND seq > :after AND seq <= :upto ORDER BY seq;

-- name: new_todos_between
SELECT o.seq, t.account_id, t.organisation_id, t.id, t.case_id, t.kind, t.created_at, t.done_at, c.state, CASE WHEN c.is_classified = 1 THEN c.category END AS category, c.urgency,
  CASE c.urgency WHEN 'emergency' THEN 0 WHEN 'urgent' THEN 1 WHEN 'normal' THEN 2 ELSE 3 END AS urgency_rank,
  c.text AS case_text,
  COALESCE(c.coarse_label, c.place_label) AS place,
  c.deadline, c.has_media, c.is_supervised, c.is_urged, CASE WHEN c.repeats >= 4 THEN 1 ELSE 0 END AS is_mass_affecting
FROM outbox o
JOIN todo t ON t.county = o.county AND t.case_id = o.case_id AND t.id = o.todo_id
JOIN case_record c ON c.county = t.county AND c.id = t.case_id
WHERE o.county = :county AND o.seq > :after AND o.seq <= :upto AND o.kind = 'todo'
  AND (c.is_restricted = 0 OR t.organisation_id = c.handler_id OR EXISTS (
    SELECT 1 FROM role_grant g WHERE g.county = t.county AND g.account_id = t.account_id
      AND (g.role = 'county_officer' OR g.organisation_id = c.handler_id
           OR (g.place_id IN (COALESCE(c.serving_grid_id, c.grid_id), c.community_id, c.township_id)
               AND (g.role IN ('grid_leader', 'community_officer') OR (g.role = 'grid_worker' AND c.is_self_handled = 1))))))
ORDER BY o.seq;

-- name: done_todos_between
SELECT o.seq, t.id, t.case_id, t.account_id, t.organisation_id
FROM outbox o JOIN todo t ON t.county = o.county AND t.case_id = o.case_id AND t.done_at = o.at
WHERE o.county = :county AND o.seq > :after AND o.seq <= :upto AND o.kind = 'todos_done' ORDER BY o.seq, t.id;

-- Everybody who has or had a to-do of a case that changed.
-- name: parties_between
SELECT DISTINCT o.seq, t.account_id, t.organisation_id
FROM outbox o
JOIN todo t ON t.county = o.county AND t.case_id = o.case_id
JOIN case_record c ON c.county = o.county AND c.id = o.case_id
WHERE o.county = :county AND o.seq > :after AND o.seq <= :upto AND o.kind = 'case'
  AND (c.is_restricted = 0 OR t.organisation_id = c.handler_id OR EXISTS (
    SELECT 1 FROM role_grant g WHERE g.county = t.county AND g.account_id = t.account_id
      AND (g.role = 'county_officer' OR g.organisation_id = c.handler_id
           OR (g.place_id IN (COALESCE(c.serving_grid_id, c.grid_id), c.community_id, c.township_id)
               AND (g.role IN ('grid_leader', 'community_officer') OR (g.role = 'grid_worker' AND c.is_self_handled = 1))))))
ORDER BY o.seq;

-- The places a changed case lies in.
-- name: areas_between
SELECT o.seq, c.is_restricted, c.township_id, c.community_id, COALESCE(c.serving_grid_id, c.grid_id) AS grid_id
FROM outbox o JOIN case_record c ON c.county = o.county AND c.id = o.case_id
WHERE o.county = :county AND o.seq > :after AND o.seq <= :upto AND o.kind = 'case' ORDER BY o.seq;

-- name: oldest_ages
SELECT seq, at FROM outbox WHERE county = :county ORDER BY seq LIMIT CAST(:limit AS BIGINT);

-- name: delete_events_upto
DELETE FROM outbox WHERE county = :county AND seq <= :seq;
