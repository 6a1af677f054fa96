-- Each step commits to what the case became by it. form 1: rows from before, whose salt hides all their content; form 2: only
-- personal data lies behind the salt (history.hpp). forced_close_reason: of the request that is pending, or that closed the case.
-- record: salted SHA-256 over the case's own row after the step (record.hpp).
ALTER TABLE case_history ADD COLUMN form BIGINT NOT NULL DEFAULT 1;
ALTER TABLE case_history ADD COLUMN close_reason TEXT;
ALTER TABLE case_history ADD COLUMN merged_into BIGINT;
ALTER TABLE case_history ADD COLUMN forced_close_reason TEXT;
ALTER TABLE case_history ADD COLUMN record BLOB;
