-- Sums that the articles of one meeting name for support, as they are said: never converted.
-- quote: the sentence of the first article that names it so; nothing for one that an analyst added.
-- grain: one row a sum, currency, partner and model
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: figure, currency, bound, partner, partner_name, model, model_name, articles, quote, article_id, outlet, title, url
WITH telling AS (
    SELECT DISTINCT article_id FROM mentions WHERE meeting_id = $meeting
), first AS (
    SELECT s.figure, s.currency, s.partner, s.model,
           arg_min({'article': article_id, 'start': span_start, 'end': span_end},
                   (published, article_id, span_start)) AS said
    FROM article_amounts s SEMI JOIN telling USING (article_id) JOIN articles USING (article_id)
    WHERE span_end > span_start GROUP BY ALL
)
SELECT figure, currency, bound, partner,
       CASE partner WHEN '' THEN '' ELSE name_of('partner', partner) END AS partner_name, model,
       CASE model WHEN '' THEN '' ELSE name_of('funding', model) END AS model_name, m.articles,
       CASE WHEN a.article_id IS NOT NULL
            THEN sentence_of(a.title || chr(10) || chr(10) || a.body, f.said.start, f.said.end) ELSE '' END AS quote,
       coalesce(a.article_id, '') AS article_id, coalesce(a.outlet, '') AS outlet,
       coalesce(a.title, '') AS title, coalesce(a.url, '') AS url
FROM meeting_amounts m
LEFT JOIN first f USING (figure, currency, partner, model)
LEFT JOIN articles a ON a.article_id = f.said.article
WHERE m.meeting_id = $meeting
ORDER BY m.articles DESC, figure DESC, currency
