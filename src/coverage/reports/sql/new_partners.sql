-- Partners whose first meeting that fits lies in this period: nobody met them before.
-- grain: one row a partner
-- parameters: none
-- columns: partner, partner_name, first_day, meetings, officials, topics, meeting_id
WITH met AS (
    SELECT DISTINCT p.partner, e.meeting_id, e.day
    FROM scope_ever e JOIN meeting_partners p USING (meeting_id)
), counted AS (
    SELECT partner, min(day) AS first_day, count(*) FILTER (day <= w.last_day) AS meetings,
           arg_min(meeting_id, (day, meeting_id)) AS meeting_id
    FROM met, scope_windows w GROUP BY partner
)
SELECT c.partner, name_of('partner', c.partner) AS partner_name, c.first_day, c.meetings,
       (SELECT listed(list(DISTINCT name_of('person', h.person))) FROM meeting_people h
        WHERE h.meeting_id = c.meeting_id AND h.side = 'ukraine') AS officials,
       (SELECT string_agg(name_of('topic', t.topic), ', ' ORDER BY t.articles DESC, t.topic)
        FROM meeting_topics t WHERE t.meeting_id = c.meeting_id) AS topics,
       c.meeting_id
FROM counted c, scope_windows w
WHERE c.first_day BETWEEN w.first_day AND w.last_day
  AND (SELECT min(day) FROM scope_ever) < w.first_day
ORDER BY c.first_day DESC, partner_name
