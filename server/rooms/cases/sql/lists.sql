-- Lists of cases, newest first. `areas` and `offices` are the actor's grants as ",1,2,": a case is hers when it lies in one
-- of the areas or is handled by one of the offices; `whole_county` is 1 for county officers. Restricted cases show themselves
-- only to whoever `named_areas` (grid leaders and officers) or the handling office names.

-- name: cases_in_reach
-- remembered
SELECT id, state, version, text, has_media, place_label, coarse_label, grid_name, category, is_classified, urgency,
       submitted_at, deadline, repeats, is_supervised, is_urged, turn_role, turn_name, lon, lat, hides_reporter, place_id,
       township_id, community_id, grid_id, compound_id, building_id, handler_id
FROM case_record
WHERE county = :county AND id < :before
  AND (CAST(:whole_county AS BIGINT) = 1
       OR CAST(:named_areas AS TEXT) LIKE '%,' || CAST(community_id AS TEXT) || ',%'
       OR CAST(:named_areas AS TEXT) LIKE '%,' || CAST(grid_id AS TEXT) || ',%'
       OR CAST(:named_areas AS TEXT) LIKE '%,' || CAST(township_id AS TEXT) || ',%'
       OR (is_restricted = 0 AND (CAST(:areas AS TEXT) LIKE '%,' || CAST(grid_id AS TEXT) || ',%'
                                  OR CAST(:areas AS TEXT) LIKE '%,' || CAST(community_id AS TEXT) || ',%'))
       OR CAST(:offices AS TEXT) LIKE '%,' || CAST(handler_id AS TEXT) || ',%')
  AND (CAST(:states AS TEXT) IS NULL OR CAST(:states AS TEXT) LIKE '%,' || state || ',%')
  AND (CAST(:category AS TEXT) IS NULL OR (is_classified = 1 AND category LIKE CAST(:category AS TEXT)))
  AND (CAST(:place AS BIGINT) IS NULL OR (hides_reporter = 0 AND place_id = CAST(:place AS BIGINT)) OR building_id = CAST(:place AS BIGINT)
       OR compound_id = CAST(:place AS BIGINT) OR grid_id = CAST(:place AS BIGINT)
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
  AND (CAST(:pattern AS TEXT) IS NULL OR id = CAST(:number AS BIGINT) OR lower(text) LIKE lower(CAST(:pattern AS TEXT)) ESCAPE '!'
       OR lower(COALESCE(coarse_label, place_label)) LIKE lower(CAST(:pattern AS TEXT)) ESCAPE '!')
  AND (CAST(:from_time AS BIGINT) IS NULL OR submitted_at >= CAST(:from_time AS BIGINT))
  AND (CAST(:to_time AS BIGINT) IS NULL OR submitted_at < CAST(:to_time AS BIGINT))
ORDER BY id DESC LIMIT CAST(:limit AS BIGINT);

-- The same for people who act for one organisation and nothing else: its orders stand together in an index.
-- name: cases_of_handler
-- remembered
SELECT id, state, version, text, has_media, place_label, coarse_label, grid_name, category, is_classified, urgency,
       submitted_at, deadline, repeats, is_supervised, is_urged, turn_role, turn_name, lon, lat, hides_reporter, place_id,
       township_id, community_id, grid_id, compound_id, building_id, handler_id
FROM case_record
WHERE county = :county AND handler_id = CAST(:office AS BIGINT) AND id < :before
  AND (CAST(:states AS TEXT) IS NULL OR CAST(:states AS TEXT) LIKE '%,' || state || ',%')
  AND (CAST(:category AS TEXT) IS NULL OR (is_classified = 1 AND category LIKE CAST(:category AS TEXT)))
  AND (CAST(:place AS BIGINT) IS NULL OR (hides_reporter = 0 AND place_id = CAST(:place AS BIGINT))
       OR building_id = CAST(:place AS BIGINT) OR compound_id = CAST(:place AS BIGINT)
       OR grid_id = CAST(:place AS BIGINT) OR community_id = CAST(:place AS BIGINT)
       OR township_id = CAST(:place AS BIGINT) OR CAST(:place AS BIGINT) = county)
  AND (CAST(:organisation AS BIGINT) IS NULL OR handler_id = CAST(:organisation AS BIGINT))
  AND (CAST(:flag AS TEXT) IS NULL
       OR (CAST(:flag AS TEXT) = 'urgent' AND urgency IN ('urgent', 'emergency'))
       OR (CAST(:flag AS TEXT) = 'supervised' AND is_supervised = 1)
       OR (CAST(:flag AS TEXT) = 'urged' AND is_urged = 1)
       OR (CAST(:flag AS TEXT) = 'mass_affecting' AND repeats >= CAST(:mass_repeats AS BIGINT))
       OR (CAST(:flag AS TEXT) = 'overdue' AND deadline < CAST(:now AS BIGINT)
           AND state NOT IN ('closed', 'rejected', 'merged', 'redirected', 'voided')))
  AND (CAST(:pattern AS TEXT) IS NULL OR id = CAST(:number AS BIGINT) OR lower(text) LIKE lower(CAST(:pattern AS TEXT)) ESCAPE '!'
       OR lower(COALESCE(coarse_label, place_label)) LIKE lower(CAST(:pattern AS TEXT)) ESCAPE '!')
  AND (CAST(:from_time AS BIGINT) IS NULL OR submitted_at >= CAST(:from_time AS BIGINT))
  AND (CAST(:to_time AS BIGINT) IS NULL OR submitted_at < CAST(:to_time AS BIGINT))
ORDER BY id DESC LIMIT CAST(:limit AS BIGINT);
