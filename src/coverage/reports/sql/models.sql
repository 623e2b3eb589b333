-- Funding models by the number of articles that speak of them.
-- stage: the highest said of the pairs in scope, whatever stage is asked for.
-- grain: one row a model
-- parameters: none
-- columns: model, model_name, articles, meetings, partner_count, stage, stage_name, first_said, last_said
WITH counted AS (
    SELECT model, sum(articles)::BIGINT AS articles FROM in_funding_periods GROUP BY model
), said AS (
    SELECT model, count(DISTINCT nullif(partner, '')) AS partner_count,
           min(day) AS first_said, max(last_day) AS last_said
    FROM in_sayings GROUP BY model
), reached AS (
    SELECT model, arg_max(stage, rank) AS stage FROM in_stated GROUP BY model
), met AS (
    SELECT model, sum(meetings)::BIGINT AS meetings FROM in_model_periods GROUP BY model
)
SELECT model, name_of('funding', model) AS model_name, articles, coalesce(meetings, 0) AS meetings,
       partner_count, stage, name_of('stage', stage) AS stage_name, first_said, last_said
FROM counted
JOIN said USING (model)
JOIN reached USING (model)
LEFT JOIN met USING (model)
ORDER BY articles DESC, model
