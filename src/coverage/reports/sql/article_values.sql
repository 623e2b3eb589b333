-- Every coded value of one article, in the form in which a correction names it. ordinal: of which of
-- the meetings that it tells of (0, 1, ...); -1 for what it says as a whole.
-- grain: one row a meeting and value; status, mode, date and place have one row each, '' where there is none
-- parameters: article (article_id)
-- columns: ordinal, field, value, value_name
WITH one AS (FROM mentions WHERE article_id = $article),
coded AS (
    SELECT 1 AS place_in, 0 AS nth, ordinal, 'status' AS field, 'status' AS kind, status AS value FROM one
    UNION ALL SELECT 2, 0, ordinal, 'mode', 'mode', mode FROM one
    UNION ALL SELECT 3, 0, ordinal, 'date', '', coalesce(date::VARCHAR, '') FROM one
    UNION ALL SELECT 4, 0, ordinal, 'place', 'place', coalesce(place, '') FROM one
    UNION ALL
    SELECT 5, position, ordinal, 'partner', 'partner', partner FROM mention_partners WHERE article_id = $article
    UNION ALL
    SELECT CASE side WHEN 'ukraine' THEN 6 ELSE 7 END, position, ordinal,
           CASE side WHEN 'ukraine' THEN 'ukraine' ELSE 'partner_people' END, 'person', person
    FROM mention_people WHERE article_id = $article
    UNION ALL SELECT DISTINCT 8, 0, -1, 'topic', 'topic', topic FROM reading.article_topics WHERE aid = $aid
    UNION ALL SELECT 10, 0, -1, 'coalition', 'coalition', coalition FROM reading.article_coalitions WHERE aid = $aid
), found AS (
    SELECT place_in, nth, ordinal, field, value, coalesce(name, value) AS value_name
    FROM coded LEFT JOIN named ON named.kind = coded.kind AND named.code = coded.value
    UNION ALL
    SELECT 9, 0, -1, 'funding', concat_ws(':', model, partner, stage), funding_named(model, partner, stage)
    FROM reading.article_funding WHERE aid = $aid
    UNION ALL
    SELECT DISTINCT 11, 0, -1, 'amount', amount_value(figure, currency, partner, model, bound),
           amount_named(figure, currency, partner, model)
    FROM article_amounts WHERE article_id = $article
)
SELECT ordinal, field, value, value_name
FROM found
ORDER BY ordinal = -1, ordinal, place_in, nth, value_name, value
