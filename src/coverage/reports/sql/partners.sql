-- Partners by the number of meetings.
-- grain: one row a partner
-- parameters: none
-- columns: partner, partner_name, meetings, articles, in_person, remote, multilateral, official_count, first_day, last_day, trend
WITH counted AS (
    SELECT partner, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own, sum(in_person)::BIGINT AS in_person,
           sum(remote)::BIGINT AS remote, sum(multilateral)::BIGINT AS multilateral,
           min(first_day) AS first_day, max(last_day) AS last_day
    FROM in_partner_periods GROUP BY partner
), shared AS (
    SELECT partner, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_partners USING (mid) GROUP BY partner
), people AS (
    SELECT partner, count(*) AS official_count FROM in_official_partners GROUP BY partner
), trends AS (
    SELECT c.partner, list(coalesce(b.meetings, 0) ORDER BY t.period) AS trend
    FROM counted c CROSS JOIN scope_periods t
    LEFT JOIN in_partner_periods b ON b.partner = c.partner AND b.period = t.period
    GROUP BY c.partner
)
SELECT partner, name_of('partner', partner) AS partner_name, meetings,
       own + coalesce(n, 0) AS articles, in_person, remote, multilateral,
       coalesce(official_count, 0) AS official_count, first_day, last_day, trend
FROM counted
LEFT JOIN shared USING (partner)
LEFT JOIN people USING (partner)
LEFT JOIN trends USING (partner)
ORDER BY meetings DESC, articles DESC, partner
