-- Reports in the order they came, as far as they are no secret; what was joined to another counts there.
-- name: reports_after
SELECT id, text, submitted_at, place_id, place_kind, compound_id, category, is_classified, repeats, reported_by
FROM case_record
WHERE county = :county AND id > :after AND is_restricted = 0 AND hides_reporter = 0 AND state <> 'merged'
ORDER BY id LIMIT CAST(:limit AS BIGINT);

-- name: report_before_newest
SELECT id FROM case_record WHERE county = :county ORDER BY id DESC LIMIT 1 OFFSET CAST(:skipped AS BIGINT);
