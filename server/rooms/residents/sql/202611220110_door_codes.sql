-- A household's door code, known only by HMAC-SHA256(door key, token). Revoked rows stay: they answer "no longer valid".
CREATE TABLE door_code (
  county BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  place_id BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  revoked_at BIGINT,
  PRIMARY KEY (county, token_hash)
) WITHOUT ROWID;

CREATE UNIQUE INDEX live_door_code_of_place ON door_code (county, place_id) WHERE revoked_at IS NULL;
