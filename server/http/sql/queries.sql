-- Lookups by a client's Idempotency-Key.

-- name: idempotency_of
SELECT request_hash, resource_id
FROM idempotency
WHERE county = :county AND scope = :scope AND key = :key;

-- name: insert_idempotency
INSERT INTO idempotency (county, scope, key, request_hash, resource_id, created_at)
VALUES (:county, :scope, :key, :request_hash, :resource_id, :created_at)
ON CONFLICT DO NOTHING;

-- name: delete_idempotency_before
DELETE FROM idempotency
WHERE county = :county AND created_at < :before;
