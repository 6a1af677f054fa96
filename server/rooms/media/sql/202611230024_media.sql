-- Uploads on their way in, and attachments of cases. Files lie beside the database: see README.md.
-- state: open (bytes are missing), finished (in the store, waiting to be claimed), claimed (an attachment).
CREATE TABLE upload (
  county BIGINT NOT NULL,
  token_hash BLOB NOT NULL,
  id BIGINT NOT NULL,
  owner TEXT NOT NULL,
  network TEXT NOT NULL,
  length BIGINT NOT NULL,
  metadata TEXT NOT NULL,
  state TEXT NOT NULL,
  content_type TEXT,
  sha256 TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (county, token_hash)
) WITHOUT ROWID;
CREATE INDEX upload_owner ON upload (county, owner);
CREATE INDEX upload_network ON upload (county, network);

CREATE TABLE attachment (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  phase TEXT NOT NULL,
  content_type TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;
CREATE INDEX attachment_case ON attachment (county, case_id, id);
CREATE INDEX attachment_sha256 ON attachment (county, sha256);
