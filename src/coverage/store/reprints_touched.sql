-- The articles whose sources have to be sought anew: those whose text was not compared yet, and the
-- later ones on which they can bear, by their text now or by a former one.
CREATE OR REPLACE TEMP TABLE fresh_text AS
SELECT article_id, published, shingles
FROM article_shingles JOIN articles USING (article_id)
WHERE NOT compared;

CREATE OR REPLACE TEMP TABLE touched_text AS
WITH offset_day AS (FROM range(4) AS days (n)),  -- reprints are looked for within three days
fresh_day AS (SELECT DISTINCT (published + n::INTEGER) AS published FROM fresh_text, offset_day),
fresh_shingle AS (SELECT DISTINCT published, unnest(shingles) AS shingle FROM fresh_text),
near AS (
    SELECT article_id, published, unnest(shingles) AS shingle
    FROM articles SEMI JOIN fresh_day USING (published) JOIN article_shingles USING (article_id)
    WHERE compared
),
former AS (
    SELECT DISTINCT (r.published + n::INTEGER) AS published
    FROM article_revisions AS r SEMI JOIN fresh_text USING (article_id), offset_day
)
SELECT article_id FROM fresh_text
UNION
SELECT n.article_id
FROM near AS n JOIN fresh_shingle AS f USING (shingle)
WHERE n.published - f.published BETWEEN 0 AND 3
UNION
SELECT article_id FROM articles SEMI JOIN former USING (published);

CREATE OR REPLACE TEMP TABLE found_source (article_id VARCHAR, source_id VARCHAR, share REAL);
