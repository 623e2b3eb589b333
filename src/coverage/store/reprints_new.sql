-- The texts to compare next, into new_text: of those not yet compared all of the earliest days, about
-- $most. A later one is as if it had not come yet.
-- Grain: one row a text.
CREATE OR REPLACE TEMP TABLE new_text AS
WITH waiting AS (
    SELECT article_id, published
    FROM articles SEMI JOIN (FROM article_shingles WHERE NOT compared) USING (article_id)
),
in_turn AS (SELECT published, sum(count(*)) OVER (ORDER BY published) - count(*) AS before FROM waiting GROUP BY published)
SELECT article_id, published FROM waiting SEMI JOIN (FROM in_turn WHERE before < $most) USING (published)
