-- The articles whose mentions are linked now: of those that wait, the $1 that were published first, so
-- that what may be one meeting mostly comes together. Grain: one row an article.
CREATE OR REPLACE TEMP TABLE dirty AS
SELECT article_id
FROM (SELECT DISTINCT article_id FROM dirty_articles) LEFT JOIN articles USING (article_id)
ORDER BY published NULLS FIRST, article_id
LIMIT $1;
