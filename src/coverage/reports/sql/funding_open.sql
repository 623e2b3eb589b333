-- Proposed and never agreed: how long a proposal has been open, up to the newest article.
-- A filter on stages picks the pairs; what was agreed is agreed whatever stage is asked for.
-- grain: one row a partner and model (partner '' where the model is tied to none)
-- parameters: none
-- columns: partner, partner_name, model, model_name, proposed, last_said, open_days, articles, quote, article_id, title, outlet, url
WITH open AS (
    SELECT partner, model, min(day) FILTER (stage = 'proposed') AS proposed, max(last_day) AS last_said,
           min(aid) FILTER (stage = 'proposed') AS aid
    FROM in_stated GROUP BY partner, model HAVING max(rank) = 2
)
SELECT partner, CASE partner WHEN '' THEN '' ELSE name_of('partner', partner) END AS partner_name,
       model, name_of('funding', model) AS model_name, proposed, last_said,
       ((SELECT last_published FROM reading.freshness) - proposed)::INTEGER AS open_days, articles, aid
FROM open JOIN in_told USING (partner, model)
ORDER BY open_days DESC, partner, model
