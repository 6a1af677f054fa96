-- What a case is closed as by force is decided when the second officer approves, not when the first one asks.
ALTER TABLE case_record DROP COLUMN forced_close_as;
