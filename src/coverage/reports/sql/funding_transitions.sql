-- Every step of a funding model with a partner: the first article that says a stage, if none said a
-- higher one before it or on that day.
-- grain: one row a partner, model and stage (partner '' where the model is tied to none)
-- parameters: none
-- columns: day, partner, partner_name, model, model_name, stage, stage_name, articles, quote, article_id, title, outlet, url
SELECT s.day, s.partner,
       CASE s.partner WHEN '' THEN '' ELSE name_of('partner', s.partner) END AS partner_name,
       s.model, name_of('funding', s.model) AS model_name,
       s.stage, name_of('stage', s.stage) AS stage_name, s.articles,
       a.quote, a.article_id, a.title, a.outlet, a.url
FROM in_steps s
JOIN in_step_texts a USING (aid, model)
ORDER BY s.day DESC, s.rank DESC, partner, model
