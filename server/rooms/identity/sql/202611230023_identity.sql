-- Accounts, organisations, roles granted for an area or an organisation, sessions, and who tried to sign in.
CREATE TABLE organisation (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  duty TEXT NOT NULL,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;

CREATE TABLE organisation_service (
  county BIGINT NOT NULL,
  place_id BIGINT NOT NULL,
  organisation_id BIGINT NOT NULL,
  PRIMARY KEY (county, place_id, organisation_id)
) WITHOUT ROWID;

CREATE TABLE account (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  phone_sealed BLOB,
  made_up BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  disabled_at BIGINT,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX account_login ON account (county, login);

CREATE TABLE role_grant (
  county BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  role TEXT NOT NULL,
  place_id BIGINT,
  organisation_id BIGINT,
  PRIMARY KEY (county, account_id, number)
) WITHOUT ROWID;
CREATE INDEX role_grant_place ON role_grant (county, place_id, role);

CREATE TABLE session (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;
CREATE INDEX session_account ON session (county, account_id);

-- A session has one live token; after a rotation the older one lives on until `valid_until`.
CREATE TABLE session_token (
  county BIGINT NOT NULL,
  hash BLOB NOT NULL,
  session_id BIGINT NOT NULL,
  issued_at BIGINT NOT NULL,
  used BIGINT NOT NULL,
  valid_until BIGINT,
  PRIMARY KEY (county, hash)
) WITHOUT ROWID;
CREATE INDEX session_token_session ON session_token (county, session_id);

-- Every attempt; `network` is what is throttled: the IPv4 address, or the /64 of an IPv6 one.
CREATE TABLE sign_in_log (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  login TEXT NOT NULL,
  address TEXT NOT NULL,
  network TEXT NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;
CREATE INDEX sign_in_log_login ON sign_in_log (county, login, at);
CREATE INDEX sign_in_log_network ON sign_in_log (county, network, at);

CREATE TABLE audit (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor_account BIGINT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;
