-- Partners in this period against the one before and the same days a year before.
-- Where the scope has no first day: the last 90 days up to its last day, or up to the newest
-- meeting.
-- grain: one row a partner
-- parameters: none
-- columns: partner, partner_name, meetings, before, change, year_before, first_day, last_day
WITH counted AS (
    SELECT number,
           coalesce(sum(meetings) FILTER (day BETWEEN w.first_day AND w.last_day), 0)::BIGINT AS meetings,
           coalesce(sum(meetings) FILTER (day BETWEEN w.before_first AND w.before_last), 0)::BIGINT AS before,
           coalesce(sum(meetings) FILTER (day BETWEEN w.year_first AND w.year_last), 0)::BIGINT AS year_before,
           min(day) AS first_day, max(day) FILTER (day <= w.last_day) AS last_day
    FROM in_partner_days, scope_windows w GROUP BY number
)
SELECT code AS partner, name_of('partner', code) AS partner_name,
       meetings, before, meetings - before AS change, year_before, first_day, last_day
FROM counted JOIN reading.codes USING (number)
WHERE meetings + before + year_before > 0
ORDER BY meetings DESC, before DESC, partner
