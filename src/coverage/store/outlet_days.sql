-- Articles of the outlets and days asked for, with their texts.
-- Grain: one row an article, in the order of their ids. Parameters: lists of equal length, 1 days,
-- 2 outlets in small letters; 3 whether only those without an address.
WITH asked AS (
    SELECT DISTINCT unnest($1::DATE[]) AS published, unnest($2::VARCHAR[]) AS outlet
)
SELECT a.article_id, a.lang, a.outlet, a.url, a.published, a.title, a.body,
       a.published_time, a.given_id
FROM articles AS a JOIN asked ON a.published = asked.published AND lower(a.outlet) = asked.outlet
WHERE NOT $3 OR a.url = ''
ORDER BY a.article_id
