-- A rowid is id, slot of the county (8 bits), edition (1 bit): ids below 2^53 leave room for both, and sort.

-- name: give_slot
INSERT INTO search_county (county, slot) SELECT :county, COALESCE(MAX(slot) + 1, 0) FROM search_county WHERE true
ON CONFLICT (county) DO NOTHING;

-- name: index_tokens
INSERT INTO search_index (rowid, tokens)
VALUES ((:id << 9) | ((SELECT slot FROM search_county WHERE county = :county) << 1) | :edition, :tokens);

-- name: forget_tokens
INSERT INTO search_index (search_index, rowid, tokens)
VALUES ('delete', (:id << 9) | ((SELECT slot FROM search_county WHERE county = :county) << 1) | :edition, :tokens);

-- name: keep_edition
INSERT INTO search_document (county, id, edition, words, marks) VALUES (:county, :id, :edition, :words, :marks)
ON CONFLICT (county, id, edition) DO UPDATE SET words = excluded.words, marks = excluded.marks;

-- name: matching
SELECT d.id, d.words, d.marks
FROM search_index i CROSS JOIN search_document d ON d.county = :county AND d.id = i.rowid >> 9 AND d.edition = i.rowid & 1
WHERE i.search_index MATCH :expression AND i.rowid >= :from_id << 9 AND i.rowid < :before << 9
ORDER BY i.rowid DESC;
