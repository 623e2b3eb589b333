-- What articles say of funding: the statements that the funding reports count, newest first.
-- grain: one row an article, model and partner (partner '' where the model is tied to none)
-- parameters: most (how many of the newest, as a number; '' for all)
-- columns: article_id, published, partner, partner_name, model, model_name, stage, stage_name, quote, outlet, title, url
WITH newest AS (
    FROM scope_funding ORDER BY day DESC, article_id, model, partner
    LIMIT (SELECT coalesce(try_cast($most AS BIGINT), (SELECT count(*) FROM scope_funding)))
)
SELECT f.article_id, f.day AS published, f.partner,
       CASE f.partner WHEN '' THEN '' ELSE name_of('partner', f.partner) END AS partner_name,
       f.model, name_of('funding', f.model) AS model_name,
       f.stage, name_of('stage', f.stage) AS stage_name,
       funding_quote(f.article_id, f.model) AS quote, a.outlet, a.title, a.url
FROM newest f
JOIN articles a USING (article_id)
ORDER BY f.day DESC, f.article_id, f.model, f.partner
