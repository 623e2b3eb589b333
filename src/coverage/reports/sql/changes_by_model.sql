-- Funding models of meetings in this period against the one before and the same days a year before.
-- Where the scope has no first day: the last 90 days up to its last day, or up to the newest
-- meeting.
-- grain: one row a funding model
-- parameters: none
-- columns: model, model_name, meetings, before, change, year_before, first_day, last_day
WITH met AS (
    SELECT x.model, e.day
    FROM in_ever e JOIN (SELECT DISTINCT mid, model FROM reading.meeting_funding) x USING (mid)
), counted AS (
    SELECT model,
           count(*) FILTER (day BETWEEN w.first_day AND w.last_day) AS meetings,
           count(*) FILTER (day BETWEEN w.before_first AND w.before_last) AS before,
           count(*) FILTER (day BETWEEN w.year_first AND w.year_last) AS year_before,
           min(day) AS first_day, max(day) FILTER (day <= w.last_day) AS last_day
    FROM met, scope_windows w GROUP BY model
)
SELECT model, name_of('funding', model) AS model_name,
       meetings, before, meetings - before AS change, year_before, first_day, last_day
FROM counted
WHERE meetings + before + year_before > 0
ORDER BY meetings DESC, before DESC, model_name
