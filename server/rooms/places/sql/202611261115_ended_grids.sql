-- A grid that a plan ended: its row and history stay, nothing lies in it any more, and no list or map shows it.
ALTER TABLE place ADD COLUMN ended_at BIGINT;
