-- The ledger of funding: how far each partner has come with each model, and since when.
-- A statement is dated by its article. stage: the highest one said; since: when it was first said, with
-- the sentence and the article that say it. days_to_agreed: from the first proposal to the first
-- agreement after it, days_to_funded: from the first agreement to the first payment after it.
-- grain: one row a partner and model (partner '' where the model is tied to none)
-- parameters: none
-- columns: partner, partner_name, model, model_name, stage, stage_name, since, mentioned, proposed, agreed, funded, days_to_agreed, days_to_funded, articles, quote, article_id, title, outlet, url
WITH reached AS (
    SELECT partner, model, max(rank) AS rank, count(DISTINCT aid) AS articles,
           min(day) FILTER (stage = 'mentioned') AS mentioned,
           min(day) FILTER (stage = 'proposed') AS proposed,
           min(day) FILTER (stage = 'agreed') AS agreed,
           min(day) FILTER (stage = 'funded') AS funded
    FROM in_funding GROUP BY partner, model
), proof AS (
    SELECT partner, model, arg_min(f, f.aid) AS first
    FROM in_funding f JOIN reached r USING (partner, model, rank)
    GROUP BY partner, model
)
SELECT r.partner, CASE r.partner WHEN '' THEN '' ELSE name_of('partner', r.partner) END AS partner_name,
       r.model, name_of('funding', r.model) AS model_name,
       p.first.stage AS stage, name_of('stage', p.first.stage) AS stage_name, p.first.day AS since,
       r.mentioned, r.proposed, r.agreed, r.funded,
       CASE WHEN r.agreed >= r.proposed THEN (r.agreed - r.proposed)::INTEGER END AS days_to_agreed,
       CASE WHEN r.funded >= r.agreed THEN (r.funded - r.agreed)::INTEGER END AS days_to_funded,
       r.articles, sentence_of(a.title || chr(10) || chr(10) || a.body, q.span.start, q.span.end) AS quote,
       a.article_id, a.title, a.outlet, a.url
FROM reached r
JOIN proof p USING (partner, model)
JOIN reading.articles i ON i.aid = p.first.aid
JOIN articles a ON a.article_id = i.article_id
LEFT JOIN reading.passages q ON q.aid = i.aid AND q.model = r.model
ORDER BY since DESC, r.rank DESC, partner_name, model_name
