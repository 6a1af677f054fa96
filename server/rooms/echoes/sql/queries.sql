-- name: put_sketch
INSERT INTO echo_sketch (county, id, opened_at, flat, building, compound, road, community, kind, is_open, is_answered, sketch)
VALUES (:county, :id, :opened_at, :flat, :building, :compound, :road, :community, :kind, :is_open, :is_answered, :sketch)
ON CONFLICT (county, id) DO UPDATE SET opened_at = excluded.opened_at, flat = excluded.flat, building = excluded.building,
  compound = excluded.compound, road = excluded.road, community = excluded.community, kind = excluded.kind,
  is_open = excluded.is_open, is_answered = excluded.is_answered, sketch = excluded.sketch;

-- name: close_sketch
UPDATE echo_sketch SET is_open = 0, is_answered = :is_answered WHERE county = :county AND id = :id;

-- name: forget_sketch
DELETE FROM echo_sketch WHERE county = :county AND id = :id;

-- name: sketches_before
SELECT id, opened_at, flat, building, compound, road, community, kind, is_open, is_answered, sketch
FROM echo_sketch WHERE county = :county AND id < :before ORDER BY id DESC LIMIT CAST(:limit AS BIGINT);
