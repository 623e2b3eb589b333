-- Every coded value of one article, in the form in which a correction names it. ordinal: of which of
-- the meetings that it tells of (0, 1, ...); -1 for what it says as a whole.
-- grain: one row a meeting and value; status, mode, date and place have one row each, '' where there is none
-- parameters: article (article_id)
-- columns: ordinal, field, value, value_name
WITH one AS (FROM mentions WHERE article_id = $article),
found AS (
    SELECT 1 AS place_in, 0 AS nth, ordinal, 'status' AS field, status AS value, name_of('status', status) AS value_name FROM one
    UNION ALL SELECT 2, 0, ordinal, 'mode', mode, name_of('mode', mode) FROM one
    UNION ALL SELECT 3, 0, ordinal, 'date', coalesce(date::VARCHAR, ''), coalesce(date::VARCHAR, '') FROM one
    UNION ALL SELECT 4, 0, ordinal, 'place', coalesce(place, ''), coalesce(name_of('place', place), '') FROM one
    UNION ALL
    SELECT 5, position, ordinal, 'partner', partner, name_of('partner', partner)
    FROM mention_partners WHERE article_id = $article
    UNION ALL
    SELECT CASE side WHEN 'ukraine' THEN 6 ELSE 7 END, position, ordinal,
           CASE side WHEN 'ukraine' THEN 'ukraine' ELSE 'partner_people' END, person, name_of('person', person)
    FROM mention_people WHERE article_id = $article
    UNION ALL
    SELECT 8, 0, -1, 'topic', topic, name_of('topic', topic) FROM article_topics WHERE article_id = $article
    UNION ALL
    SELECT 9, 0, -1, 'funding', concat_ws(':', model, partner, stage), funding_named(model, partner, stage)
    FROM article_funding WHERE article_id = $article
    UNION ALL
    SELECT 10, 0, -1, 'coalition', coalition, name_of('coalition', coalition)
    FROM article_coalitions WHERE article_id = $article
    UNION ALL
    SELECT DISTINCT 11, 0, -1, 'amount', amount_value(figure, currency, partner, model, bound),
           amount_named(figure, currency, partner, model)
    FROM article_amounts WHERE article_id = $article
)
SELECT ordinal, field, value, value_name
FROM found
ORDER BY ordinal = -1, ordinal, place_in, nth, value_name, value
