-- name: door_by_hash
-- remembered
SELECT place_id, revoked_at FROM door_code WHERE county = :county AND token_hash = :token_hash;

-- name: revoke_doors_of_place
UPDATE door_code SET revoked_at = :revoked_at WHERE county = :county AND place_id = :place_id AND revoked_at IS NULL;

-- name: insert_door
INSERT INTO door_code (county, token_hash, place_id, made_at) VALUES (:county, :token_hash, :place_id, :made_at)
ON CONFLICT (county, token_hash) DO UPDATE SET revoked_at = NULL WHERE door_code.place_id = excluded.place_id;
