-- name: put_outcome
INSERT INTO triage_outcome (county, leaf, at, decided, suggested, probability, rank, was_unsure, model)
VALUES (:county, :leaf, :at, :decided, :suggested, :probability, :rank, :was_unsure, :model)
ON CONFLICT (county, leaf) DO NOTHING;

-- Weeks begin on Monday at UTC+8: 1970-01-01 was a Thursday.
-- name: outcomes_by_week
SELECT (at + 28800000 + 259200000) / 604800000 AS week, COUNT(*) AS decisions,
       SUM(CASE WHEN rank = 1 THEN 1 ELSE 0 END) AS first_right,
       SUM(CASE WHEN rank > 0 THEN 1 ELSE 0 END) AS among_three,
       SUM(was_unsure) AS unsure, SUM(probability) AS expected
FROM triage_outcome WHERE county = :county AND at >= :since
GROUP BY (at + 28800000 + 259200000) / 604800000 ORDER BY week;
