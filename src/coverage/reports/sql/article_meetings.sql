-- The meetings that one article tells of.
-- grain: one row a meeting
-- parameters: article (article_id)
-- columns: meeting_id, day, status, mode, partners, place
SELECT m.meeting_id, coalesce(m.date, m.first_published) AS day,
       name_of('status', m.status) AS status, name_of('mode', m.mode) AS mode,
       (SELECT string_agg(name_of('partner', p.partner), ', ' ORDER BY p.position)
        FROM meeting_partners p WHERE p.meeting_id = m.meeting_id) AS partners,
       name_of('place', m.place) AS place
FROM meetings m
WHERE m.meeting_id IN (SELECT meeting_id FROM mentions WHERE article_id = $article)
ORDER BY day, m.meeting_id
