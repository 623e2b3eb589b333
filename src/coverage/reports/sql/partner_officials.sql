-- The partners' people who met Ukraine's side, and whom they met.
-- grain: one row a person
-- parameters: none
-- columns: person, person_name, meetings, partners, officials, first_day, last_day
SELECT h.person, name_of('person', h.person) AS person_name,
       count(DISTINCT s.meeting_id) AS meetings,
       listed(list(DISTINCT name_of('partner', p.partner))) AS partners,
       listed(list(DISTINCT name_of('person', u.person)) FILTER (u.person IS NOT NULL)) AS officials,
       min(s.day) AS first_day, max(s.day) AS last_day
FROM scope_meetings s
JOIN meeting_people h ON h.meeting_id = s.meeting_id AND h.side = 'partner'
LEFT JOIN meeting_partners p ON p.meeting_id = s.meeting_id
LEFT JOIN meeting_people u ON u.meeting_id = s.meeting_id AND u.side = 'ukraine'
GROUP BY h.person
ORDER BY meetings DESC, person_name
