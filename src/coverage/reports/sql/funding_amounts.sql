-- Sums that articles in scope name for support, as they are said: never converted or added up, for
-- articles repeat each other and a sum may hold another one. The first article that names each.
-- grain: one row a sum, currency, partner and model
-- parameters: none
-- columns: day, partner, partner_name, model, model_name, figure, currency, bound, articles, quote, article_id, title, outlet, url
WITH first AS (
    SELECT partner, model, figure, currency, bound, min(day) AS day, count(DISTINCT aid) AS articles,
           arg_min({'aid': aid, 'a': span_start, 'b': span_end}, (aid, span_start)) AS said
    FROM in_amounts GROUP BY ALL
)
SELECT day, partner, CASE partner WHEN '' THEN '' ELSE name_of('partner', partner) END AS partner_name,
       model, CASE model WHEN '' THEN '' ELSE name_of('funding', model) END AS model_name,
       figure, currency, bound, articles, said.aid AS aid, said.a AS span_start, said.b AS span_end
FROM first
ORDER BY day DESC, figure DESC, currency, partner, model, bound
