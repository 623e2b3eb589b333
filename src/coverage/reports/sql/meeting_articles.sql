-- The articles that tell of one meeting, earliest first.
-- grain: one row an article
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: article_id, published, published_time, outlet, lang, title, url, mode, place, reprint_of
WITH told AS (
    SELECT article_id, any_value(mode) AS mode, any_value(place) AS place
    FROM mentions WHERE meeting_id = $meeting GROUP BY article_id
), repeated AS (
    SELECT r.article_id, coalesce(nullif(o.outlet, ''), nullif(o.url, ''), o.article_id) AS original
    FROM reprints r SEMI JOIN told USING (article_id) JOIN articles o ON o.article_id = r.source_id
)
SELECT a.article_id, a.published, a.published_time, a.outlet, a.lang, a.title, a.url,
       name_of('mode', n.mode) AS mode, name_of('place', n.place) AS place,
       coalesce(o.original, '') AS reprint_of
FROM told n
JOIN articles a USING (article_id)
LEFT JOIN repeated o USING (article_id)
ORDER BY a.published, a.published_time NULLS LAST, a.article_id
