-- Meetings and their articles a period and partner. A meeting with several of them counts under each.
-- grain: one row a period of the scope's grain and partner (only those that occur)
-- parameters: none
-- columns: period, partner, partner_name, meetings, articles
WITH shared AS (
    SELECT period, partner, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_partners USING (mid) GROUP BY period, partner
)
SELECT period, partner, name_of('partner', partner) AS partner_name, meetings, own + coalesce(n, 0) AS articles
FROM in_partner_periods LEFT JOIN shared USING (period, partner)
ORDER BY period, meetings DESC, partner
