-- The articles that tell of one meeting, earliest first.
-- grain: one row an article
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: article_id, published, published_time, outlet, lang, title, url, mode, place, reprint_of
SELECT a.article_id, a.published, a.published_time, a.outlet, a.lang, a.title, a.url,
       name_of('mode', any_value(n.mode)) AS mode, any_value(name_of('place', n.place)) AS place,
       coalesce(any_value(o.outlet), '') AS reprint_of
FROM mentions n
JOIN articles a USING (article_id)
LEFT JOIN reprints r USING (article_id)
LEFT JOIN articles o ON o.article_id = r.source_id
WHERE n.meeting_id = now_meeting($meeting)
GROUP BY ALL
ORDER BY a.published, a.published_time NULLS LAST, a.article_id
