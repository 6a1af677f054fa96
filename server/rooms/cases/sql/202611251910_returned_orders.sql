-- An order that was given back has no handler until somebody is given it anew.
UPDATE case_record SET handler_id = NULL, handler_name = NULL, handler_kind = NULL WHERE state = 'returned';
