-- name: place_of_follower
SELECT seq, filled_until FROM outbox_follower WHERE county = :county AND name = :name;

-- name: move_follower
INSERT INTO outbox_follower (county, name, seq, filled_until) VALUES (:county, :name, :seq, :filled_until)
ON CONFLICT (county, name) DO UPDATE SET seq = excluded.seq, filled_until = excluded.filled_until;

-- name: changes_after
SELECT seq, case_id FROM outbox WHERE county = :county AND seq > :after ORDER BY seq LIMIT CAST(:limit AS BIGINT);
