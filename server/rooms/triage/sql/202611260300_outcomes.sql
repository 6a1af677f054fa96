-- What was suggested when a person decided on a kind, and what she decided: accuracy and drift are counted from it. `leaf` is
-- the decision's number in the county's log.
CREATE TABLE triage_outcome (
  county BIGINT NOT NULL,
  leaf BIGINT NOT NULL,
  at BIGINT NOT NULL,
  decided TEXT NOT NULL,
  suggested TEXT NOT NULL,
  probability REAL NOT NULL,
  rank BIGINT NOT NULL,
  was_unsure BIGINT NOT NULL,
  model TEXT NOT NULL,
  PRIMARY KEY (county, leaf)
) WITHOUT ROWID;
