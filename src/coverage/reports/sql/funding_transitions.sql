-- Every step of a funding model with a partner: the first article that says a stage, if none said a
-- higher one before it or on that day; where stages are asked for, the steps to those alone.
-- grain: one row a partner, model and stage (partner '' where the model is tied to none)
-- parameters: none
-- columns: day, partner, partner_name, model, model_name, stage, stage_name, articles, quote, article_id, title, outlet, url
SELECT day, partner, CASE partner WHEN '' THEN '' ELSE name_of('partner', partner) END AS partner_name,
       model, name_of('funding', model) AS model_name, stage, name_of('stage', stage) AS stage_name, articles, aid
FROM in_steps SEMI JOIN in_sayings USING (partner, model, stage)
ORDER BY day DESC, rank DESC, partner, model
