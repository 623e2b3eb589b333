-- Meetings and their articles a period and partner. A meeting with several of them counts under each.
-- grain: one row a period of the scope's grain and partner (only those that occur)
-- parameters: none
-- columns: period, partner, partner_name, meetings, articles
SELECT s.period, x.partner, name_of('partner', x.partner) AS partner_name,
       count(DISTINCT s.meeting_id) AS meetings, count(DISTINCT t.article_id) AS articles
FROM scope_meetings s
JOIN meeting_partners x USING (meeting_id)
LEFT JOIN scope_tellings t USING (meeting_id)
GROUP BY s.period, x.partner
ORDER BY s.period, meetings DESC, x.partner
