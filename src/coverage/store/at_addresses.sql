-- Articles at these addresses, whatever their ids were made of.
-- Grain: one row an article, in the order of their ids. Parameters: lists of addresses, 1 as they
-- are or with more parameters behind the first, 2 without the query that they may have in the store,
-- 3 numbers of five digits and more that the address may have as a name in its path.
SELECT article_id, lang, outlet, url, published, title, given_id
FROM articles
WHERE url IN (SELECT unnest($1::VARCHAR[])) OR split_part(url, '&', 1) IN (SELECT unnest($1::VARCHAR[]))
   OR split_part(url, '?', 1) IN (SELECT unnest($2::VARCHAR[]))
   OR (len($3::VARCHAR[]) > 0
       AND regexp_extract(url, '/n?(\d{5,})(?:\D|$)', 1) IN (SELECT unnest($3::VARCHAR[])))
ORDER BY article_id
