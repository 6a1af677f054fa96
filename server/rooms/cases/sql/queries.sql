-- keyed: case_record by id
-- keyed: case_history by case_id

-- ---- categories ----
-- name: categories
-- remembered
SELECT code, parent_code, name_zh, name_en, kind, urgency, accept_minutes, resolve_minutes, responsible_role,
       hides_reporter, is_restricted
FROM category WHERE county = :county ORDER BY code;

-- name: category_by_code
-- remembered
SELECT code, parent_code, name_zh, name_en, kind, urgency, accept_minutes, resolve_minutes, responsible_role,
       hides_reporter, is_restricted
FROM category WHERE county = :county AND code = :code;

-- name: insert_category
INSERT INTO category (county, code, parent_code, name_zh, name_en, kind, urgency, accept_minutes, resolve_minutes,
                      responsible_role, keywords_zh, hides_reporter, is_restricted)
VALUES (:county, :code, :parent_code, :name_zh, :name_en, :kind, :urgency, :accept_minutes, :resolve_minutes,
        :responsible_role, :keywords_zh, :hides_reporter, :is_restricted);

-- ---- one case ----
-- name: insert_case
INSERT INTO case_record (county, id, state, version, text, is_elsewhere, has_media, place_id, place_kind, place_label,
                         coarse_label, township_id, community_id, is_village, grid_id, grid_name, compound_id,
                         building_id, lon, lat, made_up, category, is_classified, urgency, accept_minutes,
                         resolve_minutes, hides_reporter, is_restricted, contact_name, contact_phone, reported_by,
                         submitted_at, deadline, turn_role, turn_name)
VALUES (:county, :id, :state, :version, :text, :is_elsewhere, :has_media, :place_id, :place_kind, :place_label,
        :coarse_label, :township_id, :community_id, :is_village, :grid_id, :grid_name, :compound_id,
        :building_id, :lon, :lat, :made_up, :category, :is_classified, :urgency, :accept_minutes,
        :resolve_minutes, :hides_reporter, :is_restricted, :contact_name, :contact_phone, :reported_by,
        :submitted_at, :deadline, :turn_role, :turn_name);

-- name: case_by_id
-- remembered
SELECT county, id, state, version, text, is_elsewhere, has_media, place_id, place_kind, place_label, coarse_label,
       township_id, community_id, is_village, grid_id, grid_name, compound_id, building_id, lon, lat, made_up,
       category, is_classified, urgency, accept_minutes, resolve_minutes, hides_reporter, is_restricted,
       contact_name, contact_phone, reported_by, submitted_at, deadline, confirm_deadline, confirm_announced_at,
       remaining_ms, requested_until, requested_by, closed_at, handler_id, handler_name, handler_kind,
       is_self_handled, is_bound, handled_by, after_pictures, returns, reworks, repeats, was_reopened, is_supervised,
       is_urged, close_reason, merged_into, forced_close_by, forced_close_reason, turn_role,
       turn_name, link_revoked_at, serving_grid_id, serving_grid_name
FROM case_record WHERE county = :county AND id = :id;

-- For whoever verifies: all cases in turn.
-- name: cases_after
SELECT county, id, state, version, text, is_elsewhere, has_media, place_id, place_kind, place_label, coarse_label,
       township_id, community_id, is_village, grid_id, grid_name, compound_id, building_id, lon, lat, made_up,
       category, is_classified, urgency, accept_minutes, resolve_minutes, hides_reporter, is_restricted,
       contact_name, contact_phone, reported_by, submitted_at, deadline, confirm_deadline, confirm_announced_at,
       remaining_ms, requested_until, requested_by, closed_at, handler_id, handler_name, handler_kind,
       is_self_handled, is_bound, handled_by, after_pictures, returns, reworks, repeats, was_reopened, is_supervised,
       is_urged, close_reason, merged_into, forced_close_by, forced_close_reason, turn_role,
       turn_name, link_revoked_at, serving_grid_id, serving_grid_name
FROM case_record WHERE county = :county AND id > :after ORDER BY id LIMIT CAST(:limit AS BIGINT);

-- name: update_case
UPDATE case_record SET
  state = :state, version = :version, has_media = :has_media, coarse_label = :coarse_label, category = :category,
  is_classified = :is_classified, urgency = :urgency, accept_minutes = :accept_minutes,
  resolve_minutes = :resolve_minutes, hides_reporter = :hides_reporter, is_restricted = :is_restricted,
  deadline = :deadline, confirm_deadline = :confirm_deadline, confirm_announced_at = :confirm_announced_at,
  remaining_ms = :remaining_ms, requested_until = :requested_until, requested_by = :requested_by,
  closed_at = :closed_at, handler_id = :handler_id, handler_name = :handler_name, handler_kind = :handler_kind,
  is_self_handled = :is_self_handled, is_bound = :is_bound, handled_by = :handled_by,
  after_pictures = :after_pictures, returns = :returns, reworks = :reworks, repeats = :repeats,
  was_reopened = :was_reopened, is_supervised = :is_supervised, is_urged = :is_urged, close_reason = :close_reason,
  merged_into = :merged_into,
  forced_close_by = :forced_close_by, forced_close_reason = :forced_close_reason,
  turn_role = :turn_role, turn_name = :turn_name, link_revoked_at = :link_revoked_at,
  serving_grid_id = :serving_grid_id, serving_grid_name = :serving_grid_name
WHERE county = :county AND id = :id AND version = :version_before;

-- Open cases that one of the grids answers for; `grids` is ",1,2,". One look at every case: once for each adopted plan.
-- name: open_cases_of_grids
SELECT id FROM case_record
WHERE county = :county AND state NOT IN ('closed', 'rejected', 'merged', 'redirected', 'voided')
  AND CAST(:grids AS TEXT) LIKE '%,' || CAST(COALESCE(serving_grid_id, grid_id) AS TEXT) || ',%'
ORDER BY id;

-- name: reports_by_building
SELECT building_id, COUNT(*) AS reports FROM case_record
WHERE county = :county AND id >= CAST(:from_id AS BIGINT) AND building_id IS NOT NULL GROUP BY building_id;

-- name: silent_cases
SELECT id FROM case_record
WHERE county = :county AND confirm_deadline IS NOT NULL AND confirm_deadline <= :now AND link_revoked_at IS NULL
ORDER BY confirm_deadline LIMIT CAST(:limit AS BIGINT);

-- ---- history ----
-- name: insert_history
INSERT INTO case_history (county, case_id, seq, at, action, from_state, to_state, role, account_id, actor_name, office,
                          reason, deadline_before, deadline_after, handler_id, category, attachments, salt, leaf, form,
                          close_reason, merged_into, forced_close_reason, record)
VALUES (:county, :case_id, :seq, :at, :action, :from_state, :to_state, :role, :account_id, :actor_name, :office,
        :reason, :deadline_before, :deadline_after, :handler_id, :category, :attachments, :salt, :leaf, :form,
        :close_reason, :merged_into, :forced_close_reason, :record);

-- name: history_of_case
-- remembered
SELECT county, case_id, seq, at, action, from_state, to_state, role, account_id, actor_name, office, reason,
       deadline_before, deadline_after, handler_id, category, attachments, salt, leaf, form, close_reason, merged_into,
       forced_close_reason, record
FROM case_history WHERE county = :county AND case_id = :case_id ORDER BY seq;

-- All steps of a stretch of cases.
-- name: history_of_cases
SELECT county, case_id, seq, at, action, from_state, to_state, role, account_id, actor_name, office, reason,
       deadline_before, deadline_after, handler_id, category, attachments, salt, leaf, form, close_reason, merged_into,
       forced_close_reason, record
FROM case_history WHERE county = :county AND case_id > :after AND case_id <= :upto ORDER BY case_id, seq;

-- Rows that the leaves of a stretch name, in leaf order; the text of the report belongs to its first row.
-- name: history_of_leaves
SELECT l.idx AS at_leaf, h.county, h.case_id, h.seq, h.at, h.action, h.from_state, h.to_state, h.role, h.account_id,
       h.actor_name, h.office, h.reason, h.deadline_before, h.deadline_after, h.handler_id, h.category, h.attachments,
       h.salt, h.leaf, h.form, h.close_reason, h.merged_into, h.forced_close_reason, h.record,
       CASE WHEN c.id IS NULL THEN 0 ELSE 1 END AS has_case, CASE WHEN h.seq = 1 THEN c.text END AS report_text
FROM ledger_leaf l
JOIN case_history h ON h.county = l.county AND h.case_id = l.case_id AND h.seq = l.seq
LEFT JOIN case_record c ON c.county = h.county AND c.id = h.case_id
WHERE l.county = :county AND l.idx >= :first AND l.idx < :last ORDER BY l.idx;

-- name: history_without_leaf
SELECT h.county, h.case_id, h.seq, h.at, h.action, h.from_state, h.to_state, h.role, h.account_id, h.actor_name,
       h.office, h.reason, h.deadline_before, h.deadline_after, h.handler_id, h.category, h.attachments, h.salt, h.leaf,
       h.form, h.close_reason, h.merged_into, h.forced_close_reason, h.record
FROM case_history h
LEFT JOIN ledger_leaf l ON l.county = h.county AND l.idx = h.leaf AND l.case_id = h.case_id AND l.seq = h.seq
WHERE h.county = :county AND l.idx IS NULL ORDER BY h.leaf LIMIT 1;
