-- `id + 0` and `county + 0` keep the planner from walking the primary key instead of the tokens.

-- name: keep_with_tokens
INSERT INTO search_document (county, id, edition, words, marks, tokens)
VALUES (:county, :id, :edition, :words, :marks, CAST(CAST(:tokens AS TEXT) AS INT4[]))
ON CONFLICT (county, id, edition) DO UPDATE SET words = excluded.words, marks = excluded.marks, tokens = excluded.tokens;

-- name: newest_below
SELECT id FROM search_document WHERE county = :county AND id < :before ORDER BY id DESC LIMIT 1;

-- name: hits
SELECT id, words, marks FROM search_document
WHERE county + 0 = :county AND tokens @> CAST(CAST(:all_of AS TEXT) AS INT4[]) AND id + 0 >= :start AND id + 0 < :before
ORDER BY id + 0 DESC LIMIT CAST(:limit AS BIGINT);

-- name: hits_of_any
SELECT id, words, marks FROM search_document
WHERE county + 0 = :county AND tokens @> CAST(CAST(:all_of AS TEXT) AS INT4[]) AND tokens && CAST(CAST(:any_of AS TEXT) AS INT4[])
  AND id + 0 >= :start AND id + 0 < :before
ORDER BY id + 0 DESC LIMIT CAST(:limit AS BIGINT);

-- name: editions_between
SELECT count(*) AS editions FROM (SELECT 1 FROM search_document WHERE county = :county AND id >= :start AND id < :before
                                  LIMIT CAST(:limit AS BIGINT)) AS found;

-- name: file_pending
SELECT gin_clean_pending_list('search_tokens') AS pages;
