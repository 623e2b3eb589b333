-- Articles at these addresses, whatever their ids were made of.
-- Grain: one row an article, in the order of their ids. Parameters: lists of addresses, 1 as they
-- are or with more parameters behind the first, 2 without the query that they may have in the store.
SELECT article_id, lang, outlet, url, published, title, given_id
FROM articles
WHERE url IN (SELECT unnest($1::VARCHAR[])) OR split_part(url, '&', 1) IN (SELECT unnest($1::VARCHAR[]))
   OR split_part(url, '?', 1) IN (SELECT unnest($2::VARCHAR[]))
ORDER BY article_id
