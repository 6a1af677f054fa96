-- Answers already given to a client's key, so that a repeated POST creates nothing twice.
-- scope: who speaks (a door code's or link's hash, an account) and what is created.
CREATE TABLE idempotency (
  county BIGINT NOT NULL,
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash BLOB NOT NULL,
  resource_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (county, scope, key)
) WITHOUT ROWID;
