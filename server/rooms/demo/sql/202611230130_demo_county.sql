-- That this database holds a demo county, and whether it was written to its end.
CREATE TABLE demo_county (
  county BIGINT NOT NULL,
  seed BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  PRIMARY KEY (county)
) WITHOUT ROWID;
