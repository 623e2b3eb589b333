-- Articles that speak of a funding model, period by period.
-- grain: one row a period of the scope's grain and model (only those that occur)
-- parameters: none
-- columns: period, model, model_name, articles
SELECT period, model, name_of('funding', model) AS model_name, articles
FROM in_funding_periods
ORDER BY period, articles DESC, model
