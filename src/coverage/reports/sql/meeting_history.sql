-- The life of one meeting: announced, moved, postponed, cancelled, held, in the order it was told.
-- quote: the sentence of the article in which it stands. overruled: the field, status or date, in which
-- a correction of the meeting (from before to after, by who, at) took the place of what was told; empty
-- for a step that holds. That it was announced holds, whatever became of it.
-- grain: one row a step
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: published, step, day, articles, quote, article_id, outlet, title, url, overruled, before, after, who, at
WITH steps AS (
    FROM meeting_history WHERE meeting_id = $meeting
), shown AS (
    SELECT status, date FROM meetings WHERE meeting_id = $meeting
), corrected AS (
    SELECT DISTINCT ON (field, before) field, before, who, strftime(made_at, '%Y-%m-%d %H:%M') AS at
    FROM corrections
    WHERE meeting_id = $meeting AND target = 'meeting' AND state = 'applied' AND action = 'set'
      AND field IN ('status', 'date') AND before <> 'planned'
    ORDER BY field, before, made_at DESC
), overruling AS (
    SELECT s.position, c.*, CASE c.field WHEN 'status' THEN m.status ELSE m.date::VARCHAR END AS after
    FROM steps s CROSS JOIN shown m JOIN corrected c
      ON (c.field = 'status' AND s.step = c.before AND m.status <> c.before)
      OR (c.field = 'date' AND s.step = m.status AND s.date::VARCHAR = c.before AND m.date IS DISTINCT FROM s.date)
), told AS (
    SELECT article_id, ordinal FROM mentions WHERE meeting_id = $meeting AND article_id IN (SELECT article_id FROM steps)
), why AS (
    -- The sentence of the status, else the first one that bears a value.
    SELECT article_id, arg_min({'start': span_start, 'end': span_end}, (field <> 'status', span_start)) AS span
    FROM evidence JOIN told USING (article_id, ordinal) GROUP BY article_id
)
SELECT h.published, h.step, h.date AS day, h.articles,
       sentence_of(a.title || chr(10) || chr(10) || a.body, w.span.start, w.span.end) AS quote,
       h.article_id, a.outlet, a.title, a.url,
       coalesce(o.field, '') AS overruled, coalesce(o.before, '') AS before, coalesce(o.after, '') AS after,
       coalesce(o.who, '') AS who, coalesce(o.at, '') AS at
FROM steps h
JOIN articles a USING (article_id)
LEFT JOIN why w USING (article_id)
LEFT JOIN overruling o USING (position)
ORDER BY h.position
