-- Meetings and their articles a period and funding model. A meeting with several of them counts under
-- each.
-- grain: one row a period of the scope's grain and model (only those that occur)
-- parameters: none
-- columns: period, model, model_name, meetings, articles
WITH models AS (
    SELECT DISTINCT mid, model FROM reading.meeting_funding
), met AS (
    SELECT period, model, count(*) AS meetings, sum(own)::BIGINT AS own
    FROM in_meetings JOIN models USING (mid) GROUP BY period, model
), shared AS (
    SELECT period, model, count(DISTINCT aid) AS n
    FROM in_shared JOIN models USING (mid) GROUP BY period, model
)
SELECT period, model, name_of('funding', model) AS model_name, meetings, own + coalesce(n, 0) AS articles
FROM met LEFT JOIN shared USING (period, model)
ORDER BY period, meetings DESC, model
