-- What articles say of funding: the statements that the funding reports count, newest first.
-- grain: one row an article, model and partner (partner '' where the model is tied to none)
-- parameters: most (how many of the newest, as a number; '' for all)
-- columns: article_id, published, partner, partner_name, model, model_name, stage, stage_name, quote, outlet, title, url
WITH newest AS (
    FROM in_funding ORDER BY day DESC, aid, model, partner LIMIT try_cast($most AS BIGINT)
)
SELECT day AS published, partner,
       CASE partner WHEN '' THEN '' ELSE name_of('partner', partner) END AS partner_name,
       model, name_of('funding', model) AS model_name, stage, name_of('stage', stage) AS stage_name, aid
FROM newest
ORDER BY day DESC, aid, model, partner
