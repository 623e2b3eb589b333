-- Of the days $start to $end, the articles whose sources have to be sought anew: those whose text was
-- not compared yet, and the later ones on which such can bear, by their text now or by a former one.
-- Grain: one row an article. Needs: near_sample, former_day.
CREATE OR REPLACE TEMP TABLE asked_text AS
WITH fresh AS (
    SELECT DISTINCT published, unnest(shingles) AS shingle
    FROM near_sample WHERE NOT compared AND published BETWEEN $start::DATE - 3 AND $end::DATE
),
known AS (
    SELECT article_id, published, unnest(shingles) AS shingle
    FROM near_sample WHERE compared AND published BETWEEN $start AND $end
)
SELECT article_id, published FROM near_sample
WHERE NOT compared AND published BETWEEN $start AND $end
UNION
SELECT k.article_id, k.published FROM known AS k JOIN fresh AS f USING (shingle)
WHERE k.published - f.published BETWEEN 0 AND 3
UNION
SELECT article_id, published FROM near_sample SEMI JOIN former_day USING (published)
WHERE published BETWEEN $start AND $end
