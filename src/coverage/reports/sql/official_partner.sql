-- Meetings of Ukrainian officials by partner.
-- grain: one row an official and partner (only those that occur)
-- parameters: none
-- columns: official, official_name, partner, partner_name, meetings, articles, in_person, remote, multilateral, last_day
SELECT h.person AS official, name_of('person', h.person) AS official_name,
       p.partner, name_of('partner', p.partner) AS partner_name,
       count(DISTINCT s.meeting_id) AS meetings, count(DISTINCT t.article_id) AS articles,
       count(DISTINCT s.meeting_id) FILTER (m.mode = 'in_person') AS in_person,
       count(DISTINCT s.meeting_id) FILTER (m.mode = 'remote') AS remote,
       count(DISTINCT s.meeting_id) FILTER (m.mode = 'multilateral') AS multilateral,
       max(s.day) AS last_day
FROM scope_meetings s
JOIN meetings m USING (meeting_id)
JOIN meeting_people h USING (meeting_id)
JOIN meeting_partners p USING (meeting_id)
LEFT JOIN scope_tellings t USING (meeting_id)
WHERE h.side = 'ukraine'
GROUP BY h.person, p.partner
ORDER BY sum(count(DISTINCT s.meeting_id)) OVER (PARTITION BY h.person) DESC, official_name,
         meetings DESC, partner_name
