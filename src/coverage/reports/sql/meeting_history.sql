-- The life of one meeting: announced, moved, postponed, cancelled, held, in the order it was told.
-- quote: the sentence of the article in which it stands.
-- grain: one row a step
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: published, step, day, articles, quote, article_id, outlet, title, url
WITH steps AS (
    FROM meeting_history WHERE meeting_id = $meeting
), told AS (
    SELECT article_id, ordinal FROM mentions WHERE meeting_id = $meeting AND article_id IN (SELECT article_id FROM steps)
), why AS (
    -- The sentence of the status, else the first one that bears a value.
    SELECT article_id, arg_min({'start': span_start, 'end': span_end}, (field <> 'status', span_start)) AS span
    FROM evidence JOIN told USING (article_id, ordinal) GROUP BY article_id
)
SELECT h.published, h.step, h.date AS day, h.articles,
       sentence_of(a.title || chr(10) || chr(10) || a.body, w.span.start, w.span.end) AS quote,
       h.article_id, a.outlet, a.title, a.url
FROM steps h
JOIN articles a USING (article_id)
LEFT JOIN why w USING (article_id)
ORDER BY h.position
