-- The county's append-only log: one leaf per history row, and the heads signed over it. Both are only inserted.
CREATE TABLE ledger_leaf (
  county BIGINT NOT NULL,
  idx BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  leaf_hash BLOB NOT NULL,
  PRIMARY KEY (county, idx)
) WITHOUT ROWID;

-- frontier: the nodes of the tree's perfect subtrees, largest first, 32 bytes each, so that a restart need not reread the log.
CREATE TABLE tree_head (
  county BIGINT NOT NULL,
  size BIGINT NOT NULL,
  root BLOB NOT NULL,
  at BIGINT NOT NULL,
  signature BLOB NOT NULL,
  frontier BLOB NOT NULL,
  PRIMARY KEY (county, size)
) WITHOUT ROWID;
