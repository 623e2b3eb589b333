-- The ledger of funding: how far each partner has come with each model, and since when.
-- A statement is dated by its article. stage: the highest one said; since: when it was first said, with
-- the sentence and the article that say it. mentioned, proposed, agreed, funded: the day of that step,
-- empty where it was not said before a higher one (in_steps). A filter on stages picks the pairs and hides no
-- other stage of theirs. stage_articles: how many articles say the highest one. days_to_agreed, days_to_funded: from the
-- one step to the other, where both were seen.
-- grain: one row a partner and model (partner '' where the model is tied to none)
-- parameters: none
-- columns: partner, partner_name, model, model_name, stage, stage_name, since, mentioned, proposed, agreed, funded, days_to_agreed, days_to_funded, articles, stage_articles, quote, article_id, title, outlet, url
WITH reached AS (
    SELECT partner, model, arg_max({'stage': stage, 'day': day, 'aid': aid, 'rank': rank, 'articles': articles}, rank) AS top,
           min(day) FILTER (stage = 'mentioned') AS mentioned,
           min(day) FILTER (stage = 'proposed') AS proposed,
           min(day) FILTER (stage = 'agreed') AS agreed,
           min(day) FILTER (stage = 'funded') AS funded
    FROM in_steps GROUP BY partner, model
)
SELECT r.partner, CASE r.partner WHEN '' THEN '' ELSE name_of('partner', r.partner) END AS partner_name,
       r.model, name_of('funding', r.model) AS model_name,
       r.top.stage AS stage, name_of('stage', r.top.stage) AS stage_name, r.top.day AS since,
       r.mentioned, r.proposed, r.agreed, r.funded,
       (r.agreed - r.proposed)::INTEGER AS days_to_agreed,
       (r.funded - r.agreed)::INTEGER AS days_to_funded,
       t.articles, r.top.articles AS stage_articles, r.top.aid AS aid
FROM reached r
JOIN in_told t USING (partner, model)
ORDER BY since DESC, r.top.rank DESC, partner, model
