-- What an analyst marked as no meeting: neither shown nor counted, and by whom.
-- grain: one row a meeting
-- parameters: none
-- columns: meeting_id, event, articles, at, who, note, correction_id
SELECT w.meeting_id, w.event, w.articles, strftime(c.made_at, '%Y-%m-%d %H:%M') AS at, c.who, c.note,
       w.correction_id
FROM meetings_withheld w
LEFT JOIN corrections c USING (correction_id)
ORDER BY c.made_at DESC NULLS LAST, w.meeting_id
