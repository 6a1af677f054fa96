-- What the clock still had when it was suspended; whole minutes lost up to 59 seconds each time.
ALTER TABLE case_record ADD COLUMN remaining_ms BIGINT;
UPDATE case_record SET remaining_ms = remaining_minutes * 60000 WHERE remaining_minutes IS NOT NULL;
ALTER TABLE case_record DROP COLUMN remaining_minutes;
