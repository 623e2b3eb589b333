-- One round: clusters that are each other's best join; edges between the others are kept where
-- still all accounts fit. The best edge of all is always such a pair, so that the rounds end.
CREATE OR REPLACE TEMP TABLE joined AS
WITH ends AS (
    SELECT a AS me, b AS you, score, tie FROM edge UNION ALL SELECT b, a, score, tie FROM edge
),
best AS (SELECT DISTINCT ON (me) me, you FROM ends ORDER BY me, score DESC, tie)
SELECT x.me AS kept, x.you AS gone
FROM best AS x JOIN best AS y ON x.you = y.me AND y.you = x.me
WHERE x.me < x.you;

UPDATE cluster
SET cluster = joined.kept,
    joined_by = CASE joined_by WHEN 'core' THEN '{kind}' ELSE joined_by END
FROM joined
WHERE cluster.cluster = joined.gone;

CREATE OR REPLACE TEMP TABLE size AS
SELECT coalesce(j.kept, s.cluster) AS cluster, sum(s.n) AS n, bool_or(s.pinned) AS pinned
FROM size AS s LEFT JOIN joined AS j ON j.gone = s.cluster
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE edge AS
WITH moved AS (
    SELECT coalesce(j.kept, e.a) AS x, coalesce(k.kept, e.b) AS y, e.n, e.score, e.tie
    FROM edge AS e
    LEFT JOIN joined AS j ON j.gone = e.a
    LEFT JOIN joined AS k ON k.gone = e.b
),
merged AS (
    SELECT least(x, y) AS a, greatest(x, y) AS b, sum(n) AS n, max(score) AS score, min(tie) AS tie
    FROM moved WHERE x <> y GROUP BY ALL
)
SELECT m.* FROM merged AS m
JOIN size AS s ON s.cluster = m.a
JOIN size AS t ON t.cluster = m.b
ANTI JOIN (SELECT least(x.cluster, y.cluster) AS a, greatest(x.cluster, y.cluster) AS b
           FROM forbidden JOIN cluster AS x ON x.account = one JOIN cluster AS y ON y.account = other
) AS f ON f.a = m.a AND f.b = m.b
WHERE m.n = s.n * t.n;
