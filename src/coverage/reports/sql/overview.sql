-- Counts of this period, of the one before it and of the same days a year before.
-- Where the scope has no first day: the last 90 days up to its last day, or up to the newest
-- meeting.
-- grain: one row a window (this, before, year_before)
-- parameters: none
-- columns: window_name, first_day, last_day, meetings, articles, partners, topics, models
WITH windows AS (
    SELECT 1 AS position, 'this' AS window_name, first_day, last_day FROM scope_windows
    UNION ALL
    SELECT 2, 'before', before_first, before_last FROM scope_windows
    UNION ALL
    SELECT 3, 'year_before', year_first, year_last FROM scope_windows
), inside AS (
    SELECT w.window_name, e.mid
    FROM windows w
    JOIN in_ever e ON e.day BETWEEN w.first_day AND w.last_day
), counted AS (
    SELECT window_name, count(*) AS meetings, sum(own)::BIGINT AS own
    FROM inside JOIN reading.meetings USING (mid) GROUP BY window_name
), shared AS (
    SELECT window_name, count(DISTINCT aid) AS n
    FROM inside JOIN (SELECT aid, mid FROM reading.mentions WHERE NOT alone) USING (mid) GROUP BY window_name
), said AS (
    SELECT DISTINCT window_name, unnest(list_concat(partners, topics, others)) AS number
    FROM inside JOIN reading.meeting_codes USING (mid)
), different AS (
    SELECT window_name, count(*) FILTER (filter = 'partners') AS partners,
           count(*) FILTER (filter = 'topics') AS topics, count(*) FILTER (filter = 'models') AS models
    FROM said JOIN reading.codes USING (number) GROUP BY window_name
)
SELECT window_name, first_day, last_day, coalesce(meetings, 0) AS meetings,
       coalesce(own, 0) + coalesce(n, 0) AS articles, coalesce(partners, 0) AS partners,
       coalesce(topics, 0) AS topics, coalesce(models, 0) AS models
FROM windows
LEFT JOIN counted USING (window_name)
LEFT JOIN shared USING (window_name)
LEFT JOIN different USING (window_name)
ORDER BY position
