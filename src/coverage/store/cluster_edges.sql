-- Edges between clusters that take part, from pairs of one kind.
-- edge: a < b; n: pairs of accounts that no analyst pinned; score: the best pair; tie: an order
-- among equals that has nothing to do with when an article came.
-- size: accounts of a cluster that no analyst pinned: all of them have to fit.
CREATE OR REPLACE TEMP TABLE size AS
WITH counted AS (
    SELECT cluster, count(*) FILTER (NOT pinned) AS n, count(*) = 1 AS single, bool_and(bare) AS bare,
           bool_or(pinned) AS pinned
    FROM cluster GROUP BY cluster
)
SELECT cluster, n, pinned FROM counted WHERE {members};

CREATE OR REPLACE TEMP TABLE edge AS
SELECT least(x.cluster, y.cluster) AS a, greatest(x.cluster, y.cluster) AS b,
       count(*) FILTER (NOT x.pinned AND NOT y.pinned) AS n, max(p.score) AS score,
       min(md5_number_lower(p.one || '-' || p.other)) AS tie
FROM pair AS p
JOIN cluster AS x ON x.account = p.one
JOIN cluster AS y ON y.account = p.other
WHERE p.kind = '{kind}' AND x.cluster <> y.cluster
  AND x.cluster IN (SELECT cluster FROM size) AND y.cluster IN (SELECT cluster FROM size)
GROUP BY ALL;

-- Groups in which every two fit are joined at once: a group's least member has an edge to all, and
-- there are as many edges as pairs.
CREATE OR REPLACE TEMP TABLE complete AS
WITH ends AS (
    SELECT a AS me, b AS you FROM edge UNION ALL SELECT b, a FROM edge
),
neighbourhood AS (
    SELECT me, least(me, min(you)) AS least, count(*) + 1 AS n, sum(hash(you)::HUGEINT) + hash(me) AS all_of
    FROM ends GROUP BY me
),
agreeing AS (  -- all members have one and the same neighbourhood
    SELECT least, n, all_of FROM neighbourhood GROUP BY ALL HAVING count(*) = n
)
SELECT me AS cluster, least
FROM neighbourhood SEMI JOIN agreeing USING (least, n, all_of);
-- (what an analyst pinned, or was joined before, goes through the rounds)
DELETE FROM complete WHERE least IN (
    SELECT c.least FROM complete AS c JOIN size AS s USING (cluster) WHERE s.pinned OR s.n > 1);
UPDATE cluster
SET cluster = complete.least,
    joined_by = CASE WHEN cluster.cluster <> complete.least AND joined_by = 'core'
                     THEN '{kind}' ELSE joined_by END
FROM complete
WHERE cluster.cluster = complete.cluster;

CREATE OR REPLACE TEMP TABLE edge AS
SELECT e.* FROM edge AS e
JOIN size AS s ON s.cluster = e.a
JOIN size AS t ON t.cluster = e.b
ANTI JOIN (SELECT least(x.cluster, y.cluster) AS a, greatest(x.cluster, y.cluster) AS b
           FROM forbidden JOIN cluster AS x ON x.account = one JOIN cluster AS y ON y.account = other
) AS f ON f.a = e.a AND f.b = e.b
WHERE e.n = s.n * t.n AND e.a NOT IN (SELECT cluster FROM complete);
DROP TABLE complete;
