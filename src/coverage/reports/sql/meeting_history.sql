-- The life of one meeting: announced, moved, postponed, cancelled, held, in the order it was told.
-- grain: one row a step
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: published, step, day, articles, article_id, outlet, title, url
SELECT h.published, h.step, h.date AS day, h.articles, h.article_id, a.outlet, a.title, a.url
FROM meeting_history h
JOIN articles a USING (article_id)
WHERE h.meeting_id = now_meeting($meeting)
ORDER BY h.position
