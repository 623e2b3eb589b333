-- Partners in this period against the one before and the same days a year before.
-- Where the scope has no first day: the last 90 days up to its last day, or up to the newest
-- meeting.
-- grain: one row a partner
-- parameters: start, end (the scope's)
-- columns: partner, partner_name, meetings, before, change, year_before, first_day, last_day
WITH edge AS (
    SELECT coalesce($end::DATE, max(day)) AS last_day FROM scope_ever
), length AS (
    SELECT coalesce($start::DATE, last_day - 89) AS first_day, last_day FROM edge
), met AS (
    SELECT p.partner, e.day, e.meeting_id
    FROM scope_ever e JOIN (SELECT DISTINCT meeting_id, partner FROM meeting_partners) p USING (meeting_id)
), counted AS (
    SELECT partner,
           count(*) FILTER (day BETWEEN l.first_day AND l.last_day) AS meetings,
           count(*) FILTER (day BETWEEN l.first_day - (l.last_day - l.first_day + 1)::INTEGER
                            AND l.first_day - 1) AS before,
           count(*) FILTER (day BETWEEN l.first_day - INTERVAL 1 YEAR
                            AND l.last_day - INTERVAL 1 YEAR) AS year_before,
           min(day) AS first_day, max(day) FILTER (day <= l.last_day) AS last_day
    FROM met, length l GROUP BY partner
)
SELECT partner, name_of('partner', partner) AS partner_name,
       meetings, before, meetings - before AS change, year_before, first_day, last_day
FROM counted
WHERE meetings + before + year_before > 0
ORDER BY meetings DESC, before DESC, partner_name
