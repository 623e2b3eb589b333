-- Meetings that one meeting may be the same as, likeliest first: those it was nearly joined with, then
-- those of a partner of its own within 30 days.
-- grain: one row another meeting
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: other_id, day, partners, officials, near
WITH one AS (
    SELECT meeting_id, coalesce(date, first_published) AS day FROM meetings
    WHERE meeting_id = now_meeting($meeting)
), near AS (
    SELECT CASE WHEN n.meeting_id = one.meeting_id THEN n.other_id ELSE n.meeting_id END AS other_id, score
    FROM near_joins n, one WHERE one.meeting_id IN (n.meeting_id, n.other_id)
), same AS (
    SELECT DISTINCT p.meeting_id AS other_id
    FROM meeting_partners p
    WHERE p.partner IN (SELECT partner FROM meeting_partners SEMI JOIN one USING (meeting_id))
)
SELECT m.meeting_id AS other_id, coalesce(m.date, m.first_published) AS day,
       (SELECT string_agg(name_of('partner', p.partner), ', ' ORDER BY p.position)
        FROM meeting_partners p WHERE p.meeting_id = m.meeting_id) AS partners,
       (SELECT listed(list(DISTINCT name_of('person', h.person))) FROM meeting_people h
        WHERE h.meeting_id = m.meeting_id AND h.side = 'ukraine') AS officials,
       near.score IS NOT NULL AS near
FROM meetings m CROSS JOIN one
LEFT JOIN near ON near.other_id = m.meeting_id
WHERE m.meeting_id <> one.meeting_id
  AND (near.score IS NOT NULL
       OR (m.meeting_id IN (FROM same)
           AND abs(coalesce(m.date, m.first_published) - one.day) <= 30))
ORDER BY near.score DESC NULLS LAST, abs(coalesce(m.date, m.first_published) - one.day), m.meeting_id
LIMIT 100
