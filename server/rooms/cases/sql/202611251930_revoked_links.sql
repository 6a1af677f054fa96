-- What was announced to the holder of a link that she gave up is announced no longer: only officers can close.
UPDATE case_record SET confirm_deadline = NULL, confirm_announced_at = NULL, turn_role = 'community_officer', turn_name = NULL
WHERE state = 'awaiting_confirmation' AND link_revoked_at IS NOT NULL;
