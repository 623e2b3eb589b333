-- The life of one meeting: announced, moved, postponed, cancelled, held, in the order it was told.
-- quote: the sentence of the article in which it stands.
-- grain: one row a step
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: published, step, day, articles, quote, article_id, outlet, title, url
SELECT h.published, h.step, h.date AS day, h.articles, telling_quote(h.meeting_id, h.article_id) AS quote,
       h.article_id, a.outlet, a.title, a.url
FROM meeting_history h
JOIN articles a USING (article_id)
WHERE h.meeting_id = now_meeting($meeting)
ORDER BY h.position
