-- Announcements go to the meeting that they agree with most; where they name nobody in common, only
-- if one alone comes into question.
CREATE OR REPLACE TEMP TABLE choice AS
WITH whole AS (
    SELECT cluster, count(*) FILTER (held) AS held, count(*) FILTER (dated) AS dated,
           sum(mentions) AS told
    FROM cluster GROUP BY cluster
),
mine AS (SELECT cluster FROM whole WHERE held = 0 AND {mine}),
target AS (SELECT cluster, told FROM whole WHERE {target}),
ends AS (
    SELECT one AS me, other AS you, kind, score FROM pair
    UNION ALL
    SELECT other, one, kind, score FROM pair
),
offers AS (
    SELECT m.cluster AS me, t.cluster AS target, any_value(t.told) AS told,
           count(*) FILTER (kind = 'announced') > 0 AS named,
           max(score) FILTER (kind IN ({kinds})) AS score
    FROM ends AS e
    JOIN cluster AS x ON x.account = e.me JOIN mine AS m ON m.cluster = x.cluster
    JOIN cluster AS y ON y.account = e.you JOIN target AS t ON t.cluster = y.cluster
    GROUP BY m.cluster, t.cluster
    HAVING count(*) FILTER (kind IN ({kinds})) > 0 AND count(*) FILTER (kind IN ('against', 'split')) = 0
)
SELECT DISTINCT ON (me) me, target
FROM (FROM offers QUALIFY named OR count(*) OVER (PARTITION BY me) = 1)
ORDER BY me, named DESC, score DESC, told DESC, target;

UPDATE cluster SET cluster = target, joined_by = 'announced' FROM choice WHERE cluster = me;
