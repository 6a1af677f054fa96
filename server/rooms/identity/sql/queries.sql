-- name: insert_organisation
INSERT INTO organisation (county, id, kind, name, duty)
VALUES (:county, :id, :kind, :name, :duty) ON CONFLICT DO NOTHING;

-- name: insert_service
INSERT INTO organisation_service (county, place_id, organisation_id)
VALUES (:county, :place_id, :organisation_id) ON CONFLICT DO NOTHING;

-- name: organisation_by_id
-- remembered
SELECT id, kind, name, duty FROM organisation WHERE county = :county AND id = :id;

-- name: organisations_serving
-- remembered
SELECT o.id, o.kind, o.name, o.duty FROM organisation_service s
JOIN organisation o ON o.county = s.county AND o.id = s.organisation_id
WHERE s.county = :county AND s.place_id = :place_id AND o.kind = :kind ORDER BY o.id;

-- name: organisations_with_duty
-- remembered
SELECT id, kind, name, duty FROM organisation WHERE county = :county AND duty = :duty ORDER BY id;

-- name: insert_account
INSERT INTO account (county, id, login, name, password_hash, phone_sealed, made_up, created_at)
VALUES (:county, :id, :login, :name, :password_hash, :phone_sealed, :made_up, :created_at) ON CONFLICT DO NOTHING;

-- name: account_by_id
SELECT id, login, name, password_hash, made_up, disabled_at FROM account WHERE county = :county AND id = :id;

-- name: account_by_login
SELECT id, login, name, password_hash, made_up, disabled_at FROM account WHERE county = :county AND login = :login;

-- name: accounts
SELECT id, login, name, made_up, disabled_at FROM account
WHERE county = :county AND login > :after ORDER BY login LIMIT CAST(:count AS BIGINT);

-- name: set_password
UPDATE account SET password_hash = :password_hash WHERE county = :county AND id = :id;

-- name: disable_account
UPDATE account SET disabled_at = COALESCE(disabled_at, :at) WHERE county = :county AND id = :id;

-- name: insert_grant
INSERT INTO role_grant (county, account_id, number, role, place_id, organisation_id)
SELECT CAST(:county AS BIGINT), CAST(:account_id AS BIGINT), COALESCE(MAX(number), 0) + 1, CAST(:role AS TEXT),
       CAST(:place_id AS BIGINT), CAST(:organisation_id AS BIGINT)
FROM role_grant WHERE county = :county AND account_id = :account_id;

-- name: withdraw_grant
DELETE FROM role_grant
WHERE county = :county AND account_id = :account_id AND role = :role AND place_id = :place_id;

-- name: grants_of
SELECT role, place_id, organisation_id FROM role_grant
WHERE county = :county AND account_id = :account_id ORDER BY number;

-- name: people_with_role_at
-- remembered
SELECT g.account_id, a.name FROM role_grant g
JOIN account a ON a.county = g.county AND a.id = g.account_id
WHERE g.county = :county AND g.place_id = :place_id AND g.role = :role AND a.disabled_at IS NULL
ORDER BY g.account_id;

-- name: insert_session
INSERT INTO session (county, id, account_id, created_at, seen_at, address)
VALUES (:county, :id, :account_id, :created_at, :seen_at, :address);

-- name: insert_session_token
INSERT INTO session_token (county, hash, session_id, issued_at, used)
VALUES (:county, :hash, :session_id, :issued_at, :used);

-- name: session_by_token
SELECT s.id, s.account_id, s.created_at, s.seen_at, t.issued_at, t.used, t.valid_until,
       (SELECT MAX(n.issued_at) FROM session_token n WHERE n.county = s.county AND n.session_id = s.id) AS newest_at
FROM session_token t
JOIN session s ON s.county = t.county AND s.id = t.session_id
WHERE t.county = :county AND t.hash = :hash;

-- name: sessions_of
SELECT id FROM session WHERE county = :county AND account_id = :account_id ORDER BY id;

-- name: living_sessions
SELECT s.id, s.account_id, a.name FROM session s
JOIN account a ON a.county = s.county AND a.id = s.account_id
WHERE s.county = :county AND s.seen_at > :idle_before AND s.created_at > :created_before AND a.disabled_at IS NULL;

-- name: grants_of_session_holders
SELECT account_id, role, place_id, organisation_id FROM role_grant
WHERE county = :county AND account_id IN (SELECT account_id FROM session WHERE county = :county)
ORDER BY account_id, number;

-- name: touch_session
UPDATE session SET seen_at = :seen_at WHERE county = :county AND id = :id AND seen_at < :seen_at;

-- name: forget_unused_tokens
DELETE FROM session_token WHERE county = :county AND session_id = :session_id AND used = 0;

-- name: mark_token_used
UPDATE session_token SET used = 1 WHERE county = :county AND hash = :hash AND used = 0;

-- name: retire_other_tokens
UPDATE session_token SET valid_until = :valid_until
WHERE county = :county AND session_id = :session_id AND hash <> :hash AND used = 1 AND valid_until IS NULL;

-- name: end_session
DELETE FROM session WHERE county = :county AND id = :id;

-- name: end_session_tokens
DELETE FROM session_token WHERE county = :county AND session_id = :session_id;

-- name: end_sessions_of
DELETE FROM session WHERE county = :county AND account_id = :account_id;

-- name: end_session_tokens_of
DELETE FROM session_token WHERE county = :county
  AND session_id IN (SELECT id FROM session WHERE county = :county AND account_id = :account_id);

-- name: purge_sessions
DELETE FROM session WHERE county = :county AND (seen_at < :idle_before OR created_at < :created_before);

-- name: purge_session_tokens
DELETE FROM session_token WHERE county = :county
  AND (valid_until < :now OR session_id NOT IN (SELECT id FROM session WHERE county = :county));

-- name: insert_sign_in
INSERT INTO sign_in_log (county, id, at, login, address, network, outcome)
VALUES (:county, :id, :at, :login, :address, :network, :outcome);

-- name: set_sign_in_outcome
UPDATE sign_in_log SET outcome = :outcome WHERE county = :county AND id = :id;

-- name: refusals_of_login
SELECT COUNT(*) AS refusals, COALESCE(MAX(at), 0) AS last_at FROM sign_in_log
WHERE county = :county AND login = :login AND outcome = 'refused' AND at > :since
  AND at > COALESCE((SELECT MAX(ok.at) FROM sign_in_log ok
                     WHERE ok.county = :county AND ok.login = :login AND ok.at > :since AND ok.outcome = 'signed_in'), 0);

-- name: sign_ins_from
SELECT COUNT(*) AS sign_ins FROM sign_in_log
WHERE county = :county AND login = :login AND network = :network AND at > :since AND outcome = 'signed_in';

-- name: refusals_of_login_from
SELECT COUNT(*) AS refusals, COALESCE(MAX(at), 0) AS last_at FROM sign_in_log
WHERE county = :county AND login = :login AND network = :network AND outcome = 'refused' AND at > :since
  AND at > COALESCE((SELECT MAX(ok.at) FROM sign_in_log ok
                     WHERE ok.county = :county AND ok.login = :login AND ok.network = :network AND ok.at > :since
                       AND ok.outcome = 'signed_in'), 0);

-- name: refusals_of_network
SELECT COUNT(*) AS refusals, COALESCE(MAX(at), 0) AS last_at FROM sign_in_log
WHERE county = :county AND network = :network AND outcome = 'refused' AND at > :since;

-- name: sign_ins
SELECT at, login, address, outcome FROM sign_in_log WHERE county = :county AND login = :login ORDER BY at, id;

-- name: purge_sign_ins
DELETE FROM sign_in_log WHERE county = :county AND at < :before;

-- name: insert_audit
INSERT INTO audit (county, id, at, actor_account, action, subject)
VALUES (:county, :id, :at, :actor_account, :action, :subject);
