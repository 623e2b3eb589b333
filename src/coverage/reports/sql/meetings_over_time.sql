-- Meetings and the articles that tell of them, period by period, empty periods included; beside them
-- all articles published then (of the outlets and languages asked for).
-- grain: one row a period of the scope's grain
-- parameters: none
-- columns: period, meetings, articles, all_articles
WITH shared AS (
    SELECT period, count(DISTINCT aid) AS n FROM in_shared GROUP BY period
)
SELECT period, coalesce(meetings, 0) AS meetings, coalesce(own, 0) + coalesce(n, 0) AS articles,
       coalesce(scope_all.articles, 0) AS all_articles
FROM scope_periods
LEFT JOIN in_periods USING (period)
LEFT JOIN shared USING (period)
LEFT JOIN scope_all USING (period)
ORDER BY period
