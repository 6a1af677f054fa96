-- What is remembered of each case, so that similar ones are found in memory from the start on. Places as the case keeps them;
-- kind is its code as a number; sketch: 32 bytes (sketch.hpp), from which no text can be read back.
CREATE TABLE echo_sketch (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  flat BIGINT,
  building BIGINT,
  compound BIGINT,
  road BIGINT,
  community BIGINT,
  kind BIGINT NOT NULL,
  is_open BIGINT NOT NULL,
  is_answered BIGINT NOT NULL,
  sketch BLOB NOT NULL,
  PRIMARY KEY (county, id)
) WITHOUT ROWID;
