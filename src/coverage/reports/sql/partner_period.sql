-- Meetings a partner and period, for the partner × time map.
-- grain: one row a partner and period of the scope's grain (only those that occur)
-- parameters: none
-- columns: partner, partner_name, period, meetings
SELECT p.partner, name_of('partner', p.partner) AS partner_name, s.period,
       count(DISTINCT s.meeting_id) AS meetings
FROM scope_meetings s
JOIN meeting_partners p USING (meeting_id)
GROUP BY p.partner, s.period
ORDER BY sum(meetings) OVER (PARTITION BY p.partner) DESC, partner_name, s.period
