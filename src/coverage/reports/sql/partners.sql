-- Partners by the number of meetings.
-- grain: one row a partner
-- parameters: none
-- columns: partner, partner_name, meetings, articles, in_person, remote, multilateral, official_count, first_day, last_day, trend
WITH met AS (
    SELECT p.partner, s.mid, s.day, s.period, s.own
    FROM in_meetings s JOIN reading.meeting_partners p USING (mid)
), counted AS (
    SELECT partner, count(*) AS meetings, sum(own)::BIGINT AS own,
           count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote,
           count(*) FILTER (mode = 'multilateral') AS multilateral,
           min(day) AS first_day, max(day) AS last_day
    FROM met JOIN (SELECT mid, mode FROM reading.meetings) USING (mid) GROUP BY partner
), shared AS (
    SELECT partner, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_partners USING (mid) GROUP BY partner
), people AS (
    SELECT partner, count(DISTINCT person) AS official_count
    FROM met JOIN reading.meeting_people USING (mid) WHERE side = 'ukraine' GROUP BY partner
), by_period AS (
    SELECT partner, period, count(*) AS n FROM met GROUP BY partner, period
), trends AS (
    SELECT c.partner, list(coalesce(b.n, 0) ORDER BY t.period) AS trend
    FROM counted c CROSS JOIN scope_periods t
    LEFT JOIN by_period b ON b.partner = c.partner AND b.period = t.period
    GROUP BY c.partner
)
SELECT partner, name_of('partner', partner) AS partner_name, meetings,
       own + coalesce(n, 0) AS articles, in_person, remote, multilateral,
       coalesce(official_count, 0) AS official_count, first_day, last_day, trend
FROM counted
LEFT JOIN shared USING (partner)
LEFT JOIN people USING (partner)
LEFT JOIN trends USING (partner)
ORDER BY meetings DESC, articles DESC, partner_name
