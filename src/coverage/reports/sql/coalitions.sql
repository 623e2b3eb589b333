-- Coalitions that the meetings' articles name.
-- grain: one row a coalition
-- parameters: none
-- columns: coalition, coalition_name, meetings, articles, partner_count, first_day, last_day
SELECT c.coalition, name_of('coalition', c.coalition) AS coalition_name,
       count(DISTINCT s.meeting_id) AS meetings, count(DISTINCT t.article_id) AS articles,
       count(DISTINCT p.partner) AS partner_count, min(s.day) AS first_day, max(s.day) AS last_day
FROM scope_meetings s
JOIN meeting_coalitions c USING (meeting_id)
LEFT JOIN scope_tellings t USING (meeting_id)
LEFT JOIN meeting_partners p USING (meeting_id)
GROUP BY c.coalition
ORDER BY meetings DESC, coalition_name
