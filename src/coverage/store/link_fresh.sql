-- What the mentions of the articles in `dirty` say, each with the account that it is of.
-- Grain: one row a mention. Needs: dirty (article_id); office_name (name: "Minister of Defence"
-- names nobody, so it neither agrees nor disagrees with a name).
CREATE OR REPLACE TEMP TABLE fresh AS
WITH said AS (
    SELECT m.article_id, m.ordinal, m.status = 'held' AS held, m.status = 'postponed' AS postponed,
           m.mode, m.date AS day, CASE WHEN m.date IS NULL THEN a.published END AS told, m.place
    FROM mentions AS m SEMI JOIN dirty USING (article_id) JOIN articles AS a USING (article_id)
),
partner_sets AS (
    SELECT article_id, ordinal, list(DISTINCT partner ORDER BY partner) AS partners
    FROM mention_partners SEMI JOIN dirty USING (article_id)
    GROUP BY ALL
),
officials AS (
    SELECT article_id, ordinal,
           list(DISTINCT person ORDER BY person) FILTER (side = 'ukraine') AS ukraine,
           list(DISTINCT person ORDER BY person) FILTER (side = 'partner') AS partner_people
    FROM mention_people SEMI JOIN dirty USING (article_id) ANTI JOIN office_name ON name = person
    GROUP BY ALL
),
-- Two meetings that one article tells apart are two, even where it names nobody.
apart AS (
    SELECT DISTINCT one.article_id, one.ordinal
    FROM said AS one
    JOIN said AS other ON one.article_id = other.article_id AND one.ordinal <> other.ordinal
                      AND one.held = other.held AND one.day IS NOT DISTINCT FROM other.day
    JOIN mention_partners AS p ON (p.article_id, p.ordinal) = (one.article_id, one.ordinal)
    JOIN mention_partners AS q ON (q.article_id, q.ordinal) = (other.article_id, other.ordinal)
                              AND q.partner = p.partner
),
pinned AS (
    SELECT article_id, ordinal, list(DISTINCT pin ORDER BY pin) AS pins
    FROM mention_pins SEMI JOIN dirty USING (article_id)
    GROUP BY ALL
),
described AS (
    SELECT s.*, coalesce(p.partners, []) AS partners, coalesce(o.ukraine, []) AS ukraine,
           coalesce(o.partner_people, []) AS partner_people, coalesce(i.pins, []) AS pins,
           CASE WHEN x.ordinal IS NULL THEN '' ELSE s.article_id END AS apart
    FROM said AS s
    LEFT JOIN partner_sets AS p USING (article_id, ordinal)
    LEFT JOIN officials AS o USING (article_id, ordinal)
    LEFT JOIN pinned AS i USING (article_id, ordinal)
    LEFT JOIN apart AS x USING (article_id, ordinal)
)
SELECT *, md5_number_lower(concat_ws(
              '|', held, postponed, mode, coalesce(day::VARCHAR, ''), coalesce(told::VARCHAR, ''),
              coalesce(place, ''), apart, partners::VARCHAR, ukraine::VARCHAR,
              partner_people::VARCHAR, pins::VARCHAR)) AS account
FROM described;
