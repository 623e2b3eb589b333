-- Partners by the number of meetings.
-- grain: one row a partner
-- parameters: none
-- columns: partner, partner_name, meetings, articles, in_person, remote, multilateral, official_count, first_day, last_day, trend
WITH met AS (
    SELECT DISTINCT p.partner, s.meeting_id, s.day, s.period, m.mode
    FROM scope_meetings s JOIN meeting_partners p USING (meeting_id) JOIN meetings m USING (meeting_id)
), counted AS (
    SELECT partner, count(*) AS meetings,
           count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote,
           count(*) FILTER (mode = 'multilateral') AS multilateral,
           min(day) AS first_day, max(day) AS last_day
    FROM met GROUP BY partner
), told AS (
    SELECT partner, count(DISTINCT article_id) AS articles
    FROM met JOIN scope_tellings USING (meeting_id) GROUP BY partner
), people AS (
    SELECT partner, count(DISTINCT person) AS official_count
    FROM met JOIN meeting_people USING (meeting_id) WHERE side = 'ukraine' GROUP BY partner
), by_period AS (
    SELECT c.partner, t.period, count(met.meeting_id) AS n
    FROM counted c CROSS JOIN scope_periods t
    LEFT JOIN met ON met.partner = c.partner AND met.period = t.period
    GROUP BY c.partner, t.period
), trends AS (
    SELECT partner, list(n ORDER BY period) AS trend FROM by_period GROUP BY partner
)
SELECT partner, name_of('partner', partner) AS partner_name, meetings,
       coalesce(articles, 0) AS articles, in_person, remote, multilateral,
       coalesce(official_count, 0) AS official_count, first_day, last_day, trend
FROM counted
LEFT JOIN told USING (partner)
LEFT JOIN people USING (partner)
LEFT JOIN trends USING (partner)
ORDER BY meetings DESC, articles DESC, partner_name
