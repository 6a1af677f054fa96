-- keyed: attachment by case_id

-- name: insert_upload
INSERT INTO upload (county, token_hash, id, owner, network, length, metadata, state, created_at, expires_at)
VALUES (:county, :token_hash, :id, :owner, :network, :length, :metadata, 'open', :created_at, :expires_at);

-- name: upload_by_token
SELECT id, length, metadata, state, content_type, sha256, expires_at FROM upload
WHERE county = :county AND token_hash = :token_hash AND expires_at > :now;

-- name: unfinished_of_owner
SELECT COUNT(*) AS uploads, CAST(COALESCE(SUM(length), 0) AS BIGINT) AS bytes FROM upload
WHERE county = :county AND owner = :owner AND state <> 'claimed' AND expires_at > :now;

-- name: unfinished_of_network
SELECT COUNT(*) AS uploads, CAST(COALESCE(SUM(length), 0) AS BIGINT) AS bytes FROM upload
WHERE county = :county AND network = :network AND state <> 'claimed' AND expires_at > :now;

-- name: finish_upload
UPDATE upload SET state = 'finished', content_type = :content_type, sha256 = :sha256
WHERE county = :county AND token_hash = :token_hash AND state = 'open';

-- name: claim_upload
UPDATE upload SET state = 'claimed' WHERE county = :county AND token_hash = :token_hash AND state = 'finished';

-- name: delete_upload
DELETE FROM upload WHERE county = :county AND token_hash = :token_hash AND state <> 'claimed';

-- name: expired_uploads
SELECT token_hash, id, state, sha256 FROM upload WHERE county = :county AND expires_at <= :now
ORDER BY token_hash LIMIT 500;

-- name: delete_expired_upload
DELETE FROM upload WHERE county = :county AND token_hash = :token_hash AND expires_at <= :now;

-- name: upload_by_id
SELECT id FROM upload WHERE county = :county AND id = :id;

-- name: uses_of_content
SELECT (SELECT COUNT(*) FROM attachment a WHERE a.county = :county AND a.sha256 = :sha256) +
       (SELECT COUNT(*) FROM upload u WHERE u.county = :county AND u.sha256 = :sha256 AND u.state = 'finished') AS uses;

-- name: insert_attachment
INSERT INTO attachment (county, id, case_id, phase, content_type, bytes, sha256, at)
VALUES (:county, :id, :case_id, :phase, :content_type, :bytes, :sha256, :at);

-- name: attachments_of_case
-- remembered
SELECT id, case_id, phase, content_type, bytes, sha256, at FROM attachment
WHERE county = :county AND case_id = :case_id ORDER BY id;

-- name: attachment_by_id
SELECT id, case_id, phase, content_type, bytes, sha256, at FROM attachment WHERE county = :county AND id = :id;

-- name: attachments_of_cases
SELECT case_id, phase, sha256, bytes FROM attachment
WHERE county = :county AND case_id > :after AND case_id <= :upto ORDER BY case_id, id;
