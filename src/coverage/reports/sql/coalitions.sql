-- Coalitions that the meetings' articles name.
-- grain: one row a coalition
-- parameters: none
-- columns: coalition, coalition_name, meetings, articles, partner_count, first_day, last_day
SELECT c.coalition, name_of('coalition', c.coalition) AS coalition_name,
       count(DISTINCT s.mid) AS meetings, count(DISTINCT t.aid) AS articles,
       count(DISTINCT p.partner) AS partner_count, min(s.day) AS first_day, max(s.day) AS last_day
FROM in_dated s
JOIN reading.meeting_coalitions c USING (mid)
LEFT JOIN in_tellings t USING (mid)
LEFT JOIN reading.meeting_partners p USING (mid)
GROUP BY c.coalition
ORDER BY meetings DESC, coalition
