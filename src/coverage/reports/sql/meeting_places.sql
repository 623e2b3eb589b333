-- Where the sides met.
-- grain: one row a place
-- parameters: none
-- columns: place, meetings, partner_count, officials, first_day, last_day
SELECT name_of('place', m.place) AS place, count(DISTINCT s.meeting_id) AS meetings, count(DISTINCT p.partner) AS partner_count,
       listed(list(DISTINCT name_of('person', h.person)) FILTER (h.side = 'ukraine')) AS officials,
       min(s.day) AS first_day, max(s.day) AS last_day
FROM scope_meetings s
JOIN meetings m USING (meeting_id)
LEFT JOIN meeting_partners p USING (meeting_id)
LEFT JOIN meeting_people h USING (meeting_id)
WHERE m.place IS NOT NULL
GROUP BY m.place
ORDER BY meetings DESC, m.place
