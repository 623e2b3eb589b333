-- Sums that articles in scope name for support, as they are said: never converted or added up, for
-- articles repeat each other and a sum may hold another one. The first article that names each.
-- grain: one row a sum, currency, partner and model
-- parameters: none
-- columns: day, partner, partner_name, model, model_name, figure, currency, bound, articles, quote, article_id, title, outlet, url
WITH said AS (
    SELECT m.*, s.day FROM article_amounts m JOIN scope_published s USING (article_id)
), first AS (
    SELECT partner, model, figure, currency, bound, min(day) AS day,
           count(DISTINCT article_id) AS articles,
           arg_min({'article_id': article_id, 'a': span_start, 'b': span_end},
                   (day, article_id, span_start)) AS at
    FROM said GROUP BY ALL
)
SELECT f.day, f.partner, CASE f.partner WHEN '' THEN '' ELSE name_of('partner', f.partner) END AS partner_name,
       f.model, CASE f.model WHEN '' THEN '' ELSE name_of('funding', f.model) END AS model_name,
       f.figure, f.currency, f.bound, f.articles,
       sentence_of(a.title || chr(10) || chr(10) || a.body, f.at.a, f.at.b) AS quote,
       a.article_id, a.title, a.outlet, a.url
FROM first f
JOIN articles a ON a.article_id = f.at.article_id
ORDER BY f.day DESC, f.figure DESC, f.currency, f.partner, f.model, f.bound
