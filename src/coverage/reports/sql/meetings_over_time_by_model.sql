-- Meetings and their articles a period and funding model. A meeting with several of them counts under
-- each.
-- grain: one row a period of the scope's grain and model (only those that occur)
-- parameters: none
-- columns: period, model, model_name, meetings, articles
WITH shared AS (
    SELECT period, model, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_funding USING (mid) GROUP BY period, model
)
SELECT period, model, name_of('funding', model) AS model_name, meetings, own + coalesce(n, 0) AS articles
FROM in_model_periods LEFT JOIN shared USING (period, model)
ORDER BY period, meetings DESC, model
