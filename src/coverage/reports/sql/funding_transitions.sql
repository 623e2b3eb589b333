-- Every step of a funding model with a partner: the first article that says a stage, if none said a
-- higher one before it or on that day.
-- grain: one row a partner, model and stage (partner '' where the model is tied to none)
-- parameters: none
-- columns: day, partner, partner_name, model, model_name, stage, stage_name, articles, quote, article_id, title, outlet, url
SELECT s.day, s.partner,
       CASE s.partner WHEN '' THEN '' ELSE name_of('partner', s.partner) END AS partner_name,
       s.model, name_of('funding', s.model) AS model_name,
       s.stage, name_of('stage', s.stage) AS stage_name, s.articles,
       sentence_of(a.title || chr(10) || chr(10) || a.body, q.span.start, q.span.end) AS quote, a.article_id, a.title, a.outlet, a.url
FROM in_steps s
JOIN reading.articles i USING (aid)
JOIN articles a ON a.article_id = i.article_id
LEFT JOIN reading.passages q ON q.aid = i.aid AND q.model = s.model
ORDER BY s.day DESC, s.rank DESC, partner_name, model_name
