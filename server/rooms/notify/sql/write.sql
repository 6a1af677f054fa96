-- name: insert_todo
INSERT INTO todo (county, case_id, id, kind, account_id, organisation_id, created_at)
VALUES (:county, :case_id, :id, :kind, :account_id, :organisation_id, :created_at);

-- name: finish_todos
UPDATE todo SET done_at = :at WHERE county = :county AND case_id = :case_id AND done_at IS NULL;

-- name: insert_todo_event
INSERT INTO outbox (county, seq, kind, case_id, todo_id, account_id, organisation_id, at)
VALUES (:county, :seq, 'todo', :case_id, :todo_id, :account_id, :organisation_id, :at);

-- name: insert_done_event
INSERT INTO outbox (county, seq, kind, case_id, at) VALUES (:county, :seq, 'todos_done', :case_id, :at);

-- name: insert_case_event
INSERT INTO outbox (county, seq, kind, case_id, state, version, at)
VALUES (:county, :seq, 'case', :case_id, :state, :version, :at);
