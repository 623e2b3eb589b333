-- What the articles in `asked_text` repeat, into `found_source`: the earlier article of the same
-- three days that holds most of their shingles, if it holds 55 % of them.
-- A shingle leads to the article that had it first in those days and to the one that had it last:
-- the original and its newest copy, so that the work grows with the texts, not with the copies.
CREATE OR REPLACE TEMP TABLE near_text AS
WITH near_day AS (
    SELECT DISTINCT (published - n::INTEGER) AS published FROM asked_text, range(4) AS days (n)
)
SELECT s.article_id, published - DATE '2000-01-01' AS day, shingles,
       q.article_id IS NOT NULL AS asked,
       row_number() OVER (ORDER BY published, early, s.article_id) AS n
FROM near_sample AS s SEMI JOIN near_day USING (published)
LEFT JOIN (SELECT article_id FROM asked_text) AS q USING (article_id)
WHERE len(shingles) > 0;

INSERT INTO touched_text SELECT article_id FROM asked_text;

INSERT INTO found_source
WITH passage AS (SELECT n, day, asked, unnest(shingles) AS shingle FROM near_text),
wanted AS (  -- most stand in one article alone
    SELECT shingle FROM passage GROUP BY shingle HAVING count(*) > 1 AND bool_or(asked)
),
shared AS MATERIALIZED (FROM passage SEMI JOIN wanted USING (shingle)),
seen AS (
    SELECT n, day, asked,
           min(n) OVER (PARTITION BY shingle ORDER BY day
                        RANGE BETWEEN 3 PRECEDING AND CURRENT ROW) AS first,
           lag(n) OVER (PARTITION BY shingle ORDER BY n) AS last,
           lag(day) OVER (PARTITION BY shingle ORDER BY n) AS last_day
    FROM shared
),
offered AS (
    SELECT n, first AS other FROM seen WHERE asked AND first < n
    UNION ALL
    SELECT n, last FROM seen WHERE asked AND last <> first AND day - last_day <= 3
),
candidate AS (
    SELECT n, other FROM offered GROUP BY n, other
    QUALIFY row_number() OVER (PARTITION BY n ORDER BY count(*) DESC, other) <= 5
),
common AS (
    SELECT c.n, c.other, count(*) AS shingles
    FROM candidate AS c
    JOIN shared AS later ON later.n = c.n
    JOIN shared AS earlier ON earlier.n = c.other AND earlier.shingle = later.shingle
    GROUP BY ALL
)
SELECT later.article_id, earlier.article_id, c.shingles / len(later.shingles) AS share
FROM common AS c
JOIN near_text AS later ON later.n = c.n
JOIN near_text AS earlier ON earlier.n = c.other
WHERE c.shingles >= 0.55 * len(later.shingles)
QUALIFY row_number() OVER (PARTITION BY c.n ORDER BY share DESC, c.other) = 1;
