-- Editions as they are kept. `ids` is "12,13".
-- sqlite: editions_of
SELECT d.id, d.edition, d.words, d.marks
FROM json_each('[' || CAST(:ids AS TEXT) || ']') wanted CROSS JOIN search_document d ON d.county = :county AND d.id = wanted.value;
-- postgres: editions_of
SELECT id, edition, words, marks FROM search_document
WHERE county = :county AND id = ANY (CAST(string_to_array(CAST(:ids AS TEXT), ',') AS BIGINT[]));

-- name: drop_edition
DELETE FROM search_document WHERE county = :county AND id = :id AND edition = :edition;
