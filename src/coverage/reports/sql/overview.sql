-- Counts of this period, of the one before it and of the same days a year before.
-- Where the scope has no first day: the last 90 days up to its last day, or up to the newest
-- meeting.
-- until: the newest article of the scope's outlets and languages up to its last day.
-- grain: one row a window (this, before, year_before)
-- parameters: none
-- columns: window_name, first_day, last_day, meetings, articles, partners, topics, models, until
WITH windows AS (
    SELECT 1 AS position, 'this' AS window_name, first_day, last_day FROM scope_windows
    UNION ALL
    SELECT 2, 'before', before_first, before_last FROM scope_windows
    UNION ALL
    SELECT 3, 'year_before', year_first, year_last FROM scope_windows
), inside AS (
    SELECT 1 AS position, mid FROM in_ever, scope_windows w WHERE day BETWEEN w.first_day AND w.last_day
    UNION ALL
    SELECT 2, mid FROM in_ever, scope_windows w WHERE day BETWEEN w.before_first AND w.before_last
    UNION ALL
    SELECT 3, mid FROM in_ever, scope_windows w WHERE day BETWEEN w.year_first AND w.year_last
), counted AS (
    SELECT position, count(*) AS meetings, sum(own)::BIGINT AS own
    FROM inside JOIN reading.meetings USING (mid) GROUP BY position
), shared AS (
    SELECT position, count(DISTINCT aid) AS n
    FROM inside JOIN (SELECT aid, mid FROM reading.mentions WHERE NOT alone) USING (mid) GROUP BY position
), said AS (
    SELECT 'partners' AS filter, number, day FROM in_partner_days
    UNION ALL SELECT 'topics', number, day FROM in_topic_days
    UNION ALL SELECT 'models', number, day FROM in_model_days
), seen AS (
    SELECT filter, number, bool_or(day BETWEEN w.first_day AND w.last_day) AS this,
           bool_or(day BETWEEN w.before_first AND w.before_last) AS before,
           bool_or(day BETWEEN w.year_first AND w.year_last) AS year_before
    FROM said, scope_windows w GROUP BY filter, number
), different AS (
    SELECT position, count(*) FILTER (filter = 'partners') AS partners,
           count(*) FILTER (filter = 'topics') AS topics, count(*) FILTER (filter = 'models') AS models
    FROM windows JOIN seen
      ON CASE window_name WHEN 'this' THEN this WHEN 'before' THEN before ELSE year_before END
    GROUP BY position
)
SELECT window_name, first_day, last_day, coalesce(meetings, 0) AS meetings,
       coalesce(own, 0) + coalesce(n, 0) AS articles, coalesce(partners, 0) AS partners,
       coalesce(topics, 0) AS topics, coalesce(models, 0) AS models,
       (SELECT until FROM scope_windows) AS until
FROM windows
LEFT JOIN counted USING (position)
LEFT JOIN shared USING (position)
LEFT JOIN different USING (position)
ORDER BY position
