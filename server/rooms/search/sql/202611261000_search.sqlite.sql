-- What is kept of each edition, and the tokens that find it. The text of a case stands here a second time, folded and without
-- people: hits are held against it, and a table without content must be told what it forgets.
CREATE TABLE search_document (
  county BIGINT NOT NULL,
  id BIGINT NOT NULL,
  edition BIGINT NOT NULL,
  words TEXT NOT NULL,
  marks TEXT NOT NULL,
  PRIMARY KEY (county, id, edition)
) WITHOUT ROWID;
-- A small number for each county, for rowids.
CREATE TABLE search_county (
  county INTEGER PRIMARY KEY,
  slot INTEGER NOT NULL CHECK (slot < 256)
);
-- Neither positions nor lengths are kept: order is by time. Tokens come ready-made, divided by spaces.
CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='ascii');
