-- To-dos, and the outbox that the push hub and other listeners read by number.
-- Keyed by case first: a case's to-dos are finished together, and cases come in time order.
CREATE TABLE todo (
  county BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  account_id BIGINT,
  organisation_id BIGINT,
  created_at BIGINT NOT NULL,
  done_at BIGINT,
  PRIMARY KEY (county, case_id, id)
) WITHOUT ROWID;
-- One index serves both kinds of recipient: account_id is null for an organisation's to-do.
CREATE INDEX todo_open ON todo (county, account_id, organisation_id) WHERE done_at IS NULL;
CREATE INDEX todo_done ON todo (county, account_id, organisation_id, done_at, id) WHERE done_at IS NOT NULL;

-- kind: todo (one recipient) · todos_done (every to-do of the case that was finished at `at`) · case (state, version).
CREATE TABLE outbox (
  county BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  todo_id BIGINT,
  account_id BIGINT,
  organisation_id BIGINT,
  state TEXT,
  version BIGINT,
  at BIGINT NOT NULL,
  PRIMARY KEY (county, seq)
) WITHOUT ROWID;
