-- Funding models by the number of articles that speak of them.
-- grain: one row a model
-- parameters: none
-- columns: model, model_name, articles, meetings, partner_count, stage, stage_name, first_said, last_said
WITH counted AS (
    SELECT model, articles_of(aid, alone) AS articles,
           count(DISTINCT nullif(partner, '')) AS partner_count,
           max(rank) AS rank, arg_max(stage, rank) AS stage, min(day) AS first_said, max(day) AS last_said
    FROM in_funding GROUP BY model
), met AS (
    SELECT model, count(DISTINCT mid) AS meetings
    FROM in_dated JOIN reading.meeting_funding USING (mid) GROUP BY model
)
SELECT model, name_of('funding', model) AS model_name, articles, coalesce(meetings, 0) AS meetings,
       partner_count, stage, name_of('stage', stage) AS stage_name, first_said, last_said
FROM counted
LEFT JOIN met USING (model)
ORDER BY articles DESC, model
