-- name: keywords
SELECT code, keywords_zh FROM category WHERE county = :county ORDER BY code;

-- name: classifications
SELECT h.leaf AS leaf, h.at AS at, h.category AS category, c.text AS text
FROM case_history AS h JOIN case_record AS c ON c.county = h.county AND c.id = h.case_id
WHERE h.county = :county AND h.action = 'classify' AND h.leaf > :after
ORDER BY h.leaf LIMIT CAST(:limit AS BIGINT);
