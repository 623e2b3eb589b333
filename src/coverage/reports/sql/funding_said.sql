-- What articles say of funding: the statements that the funding reports count, newest first.
-- grain: one row an article, model and partner (partner '' where the model is tied to none)
-- parameters: most (how many of the newest, as a number; '' for all)
-- columns: article_id, published, partner, partner_name, model, model_name, stage, stage_name, quote, outlet, title, url
WITH newest AS (
    FROM in_funding ORDER BY day DESC, aid, model, partner LIMIT try_cast($most AS BIGINT)
)
SELECT a.article_id, f.day AS published, f.partner,
       CASE f.partner WHEN '' THEN '' ELSE name_of('partner', f.partner) END AS partner_name,
       f.model, name_of('funding', f.model) AS model_name,
       f.stage, name_of('stage', f.stage) AS stage_name,
       sentence_of(a.title || chr(10) || chr(10) || a.body, q.span.start, q.span.end) AS quote, a.outlet, a.title, a.url
FROM newest f
JOIN reading.articles i USING (aid)
JOIN articles a ON a.article_id = i.article_id
LEFT JOIN reading.passages q ON q.aid = f.aid AND q.model = f.model
ORDER BY f.day DESC, f.aid, f.model, f.partner
