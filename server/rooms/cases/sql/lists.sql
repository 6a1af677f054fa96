-- Lists of cases, newest first. `areas` and `offices` are the actor's grants as ",1,2,": a case is hers when it lies in one
-- of the areas or is handled by one of the offices; `whole_county` is 1 for county officers. Restricted cases show themselves
-- only to whoever `named_areas` (grid leaders and officers) or the handling office names.

-- name: cases_in_reach
-- remembered
SELECT id, state, version, text, has_media, place_label, coarse_label, COALESCE(serving_grid_name, grid_name) AS grid_name, category, is_classified, urgency,
       submitted_at, deadline, repeats, is_supervised, is_urged, turn_role, turn_name, lon, lat, hides_reporter, place_id,
       township_id, community_id, COALESCE(serving_grid_id, grid_id) AS grid_id, compound_id, building_id, handler_id
FROM case_record
WHERE county = :county AND id < :before
  AND (CAST(:whole_county AS BIGINT) = 1
       OR CAST(:named_areas AS TEXT) LIKE '%,' || CAST(community_id AS TEXT) || ',%'
       OR CAST(:named_areas AS TEXT) LIKE '%,' || CAST(COALESCE(serving_grid_id, grid_id) AS TEXT) || ',%'
       OR CAST(:named_areas AS TEXT) LIKE '%,' || CAST(township_id AS TEXT) || ',%'
       OR (is_restricted = 0 AND (CAST(:areas AS TEXT) LIKE '%,' || CAST(COALESCE(serving_grid_id, grid_id) AS TEXT) || ',%'
                                  OR CAST(:areas AS TEXT) LIKE '%,' || CAST(community_id AS TEXT) || ',%'))
       OR CAST(:offices AS TEXT) LIKE '%,' || CAST(handler_id AS TEXT) || ',%')
  AND (CAST(:states AS TEXT) IS NULL OR CAST(:states AS TEXT) LIKE '%,' || state || ',%')
  AND (CAST(:category AS TEXT) IS NULL OR (is_classified = 1 AND category LIKE CAST(:category AS TEXT)))
  AND (CAST(:place AS BIGINT) IS NULL OR (hides_reporter = 0 AND place_id = CAST(:place AS BIGINT)) OR building_id = CAST(:place AS BIGINT)
       OR compound_id = CAST(:place AS BIGINT) OR COALESCE(serving_grid_id, grid_id) = CAST(:place AS BIGINT)
       OR community_id = CAST(:place AS BIGINT) OR township_id = CAST(:place AS BIGINT)
       OR CAST(:place AS BIGINT) = county)
  AND (CAST(:organisation AS BIGINT) IS NULL OR handler_id = CAST(:organisation AS BIGINT))
  AND (CAST(:flag AS TEXT) IS NULL
       OR (CAST(:flag AS TEXT) = 'urgent' AND urgency IN ('urgent', 'emergency'))
       OR (CAST(:flag AS TEXT) = 'supervised' AND is_supervised = 1)
       OR (CAST(:flag AS TEXT) = 'urged' AND is_urged = 1)
       OR (CAST(:flag AS TEXT) = 'mass_affecting' AND repeats >= CAST(:mass_repeats AS BIGINT))
       OR (CAST(:flag AS TEXT) = 'overdue' AND deadline < CAST(:now AS BIGINT)
           AND state NOT IN ('closed', 'rejected', 'merged', 'redirected', 'voided')))
  AND (CAST(:from_time AS BIGINT) IS NULL OR submitted_at >= CAST(:from_time AS BIGINT))
  AND (CAST(:to_time AS BIGINT) IS NULL OR submitted_at < CAST(:to_time AS BIGINT))
ORDER BY id DESC LIMIT CAST(:limit AS BIGINT);

-- The same for people who act for one organisation and nothing else: its orders stand together in an index.
-- name: cases_of_handler
-- remembered
SELECT id, state, version, text, has_media, place_label, coarse_label, COALESCE(serving_grid_name, grid_name) AS grid_name, category, is_classified, urgency,
       submitted_at, deadline, repeats, is_supervised, is_urged, turn_role, turn_name, lon, lat, hides_reporter, place_id,
       township_id, community_id, COALESCE(serving_grid_id, grid_id) AS grid_id, compound_id, building_id, handler_id
FROM case_record
WHERE county = :county AND handler_id = CAST(:office AS BIGINT) AND id < :before
  AND (CAST(:states AS TEXT) IS NULL OR CAST(:states AS TEXT) LIKE '%,' || state || ',%')
  AND (CAST(:category AS TEXT) IS NULL OR (is_classified = 1 AND category LIKE CAST(:category AS TEXT)))
  AND (CAST(:place AS BIGINT) IS NULL OR (hides_reporter = 0 AND place_id = CAST(:place AS BIGINT))
       OR building_id = CAST(:place AS BIGINT) OR compound_id = CAST(:place AS BIGINT)
       OR COALESCE(serving_grid_id, grid_id) = CAST(:place AS BIGINT) OR community_id = CAST(:place AS BIGINT)
       OR township_id = CAST(:place AS BIGINT) OR CAST(:place AS BIGINT) = county)
  AND (CAST(:organisation AS BIGINT) IS NULL OR handler_id = CAST(:organisation AS BIGINT))
  AND (CAST(:flag AS TEXT) IS NULL
       OR (CAST(:flag AS TEXT) = 'urgent' AND urgency IN ('urgent', 'emergency'))
       OR (CAST(:flag AS TEXT) = 'supervised' AND is_supervised = 1)
       OR (CAST(:flag AS TEXT) = 'urged' AND is_urged = 1)
       OR (CAST(:flag AS TEXT) = 'mass_affecting' AND repeats >= CAST(:mass_repeats AS BIGINT))
       OR (CAST(:flag AS TEXT) = 'overdue' AND deadline < CAST(:now AS BIGINT)
           AND state NOT IN ('closed', 'rejected', 'merged', 'redirected', 'voided')))
  AND (CAST(:from_time AS BIGINT) IS NULL OR submitted_at >= CAST(:from_time AS BIGINT))
  AND (CAST(:to_time AS BIGINT) IS NULL OR submitted_at < CAST(:to_time AS BIGINT))
ORDER BY id DESC LIMIT CAST(:limit AS BIGINT);

-- Cases by number, newest first, with what decides who may see them. `ids` is "12,13".
-- sqlite: cases_of_ids
SELECT c.id, c.state, c.version, c.text, c.has_media, c.place_label, c.coarse_label, COALESCE(c.serving_grid_name, c.grid_name) AS grid_name, c.category, c.is_classified, c.urgency,
       c.submitted_at, c.deadline, c.repeats, c.is_supervised, c.is_urged, c.turn_role, c.turn_name, c.lon, c.lat, c.hides_reporter,
       c.place_id, c.township_id, c.community_id, COALESCE(c.serving_grid_id, c.grid_id) AS grid_id, c.compound_id, c.building_id, c.handler_id, c.handler_kind,
       c.is_self_handled, c.is_restricted
FROM json_each('[' || CAST(:ids AS TEXT) || ']') wanted CROSS JOIN case_record c ON c.county = :county AND c.id = wanted.value
ORDER BY c.id DESC;
-- postgres: cases_of_ids
SELECT id, state, version, text, has_media, place_label, coarse_label, COALESCE(serving_grid_name, grid_name) AS grid_name, category, is_classified, urgency,
       submitted_at, deadline, repeats, is_supervised, is_urged, turn_role, turn_name, lon, lat, hides_reporter,
       place_id, township_id, community_id, COALESCE(serving_grid_id, grid_id) AS grid_id, compound_id, building_id, handler_id, handler_kind,
       is_self_handled, is_restricted
FROM case_record WHERE county = :county AND id = ANY (CAST(string_to_array(CAST(:ids AS TEXT), ',') AS BIGINT[]))
ORDER BY id DESC;

-- name: ids_after
SELECT id FROM case_record WHERE county = :county AND id > :after ORDER BY id LIMIT CAST(:limit AS BIGINT);
