-- How far each follower of the outbox has come. filled_until: while cases from before its time are taken in, the last of them.
CREATE TABLE outbox_follower (
  county BIGINT NOT NULL,
  name TEXT NOT NULL,
  seq BIGINT NOT NULL,
  filled_until BIGINT,
  PRIMARY KEY (county, name)
) WITHOUT ROWID;
