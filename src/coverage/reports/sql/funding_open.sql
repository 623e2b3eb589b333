-- Proposed and never agreed: how long a proposal has been open, up to the newest article.
-- grain: one row a partner and model (partner '' where the model is tied to none)
-- parameters: none
-- columns: partner, partner_name, model, model_name, proposed, last_said, open_days, articles, quote, article_id, title, outlet, url
WITH open AS (
    SELECT partner, model, min(day) FILTER (stage = 'proposed') AS proposed, max(day) AS last_said,
           articles_of(aid, alone) AS articles,
           min(aid) FILTER (stage = 'proposed') AS aid
    FROM in_funding GROUP BY partner, model HAVING max(rank) = 2
)
SELECT o.partner, CASE o.partner WHEN '' THEN '' ELSE name_of('partner', o.partner) END AS partner_name,
       o.model, name_of('funding', o.model) AS model_name, o.proposed, o.last_said,
       ((SELECT last_published FROM reading.freshness) - o.proposed)::INTEGER AS open_days, o.articles,
       a.quote, a.article_id, a.title, a.outlet, a.url
FROM open o
JOIN in_step_texts a USING (aid, model)
ORDER BY open_days DESC, partner, model
