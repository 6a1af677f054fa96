-- name: insert_leaf
INSERT INTO ledger_leaf (county, idx, case_id, seq, leaf_hash) VALUES (:county, :idx, :case_id, :seq, :leaf_hash);

-- name: leaf_hashes_from
SELECT idx, leaf_hash FROM ledger_leaf WHERE county = :county AND idx >= :idx ORDER BY idx LIMIT CAST(:limit AS BIGINT);

-- name: leaves_from
SELECT idx, case_id, seq, leaf_hash FROM ledger_leaf WHERE county = :county AND idx >= :idx ORDER BY idx LIMIT CAST(:limit AS BIGINT);

-- name: leaf_with_hash
SELECT idx FROM ledger_leaf WHERE county = :county AND leaf_hash = :leaf_hash LIMIT 1;

-- name: insert_head
INSERT INTO tree_head (county, size, root, at, signature, frontier)
VALUES (:county, :size, :root, :at, :signature, :frontier) ON CONFLICT (county, size) DO NOTHING;

-- name: latest_head
SELECT size, root, at, signature, frontier FROM tree_head WHERE county = :county ORDER BY size DESC LIMIT 1;

-- name: heads_after
SELECT size, root, at, signature, frontier FROM tree_head WHERE county = :county AND size > :size ORDER BY size LIMIT CAST(:limit AS BIGINT);

-- The counter behind tx.next_number; read only, to notice a log that was cut at its end.
-- name: numbers_given_out
SELECT value FROM series WHERE county = :county AND name = 'ledger';
