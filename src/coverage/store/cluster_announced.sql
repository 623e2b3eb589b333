-- Each announcement goes to what it agrees with most; where they name nobody in common, only if one
-- alone comes into question. One without a day goes first to one with a day; one with a day to what was
-- held, or to "it is postponed" without a day; that to what was held. So nobody's choice hangs on
-- another's, and what changes far away changes nothing here.
CREATE OR REPLACE TEMP TABLE choice AS
WITH whole AS (
    SELECT cluster, any_value(stays) AS stays, sum(mentions) AS told,
           CASE WHEN bool_or(held) THEN 0 WHEN bool_or(dated) THEN 2
                WHEN bool_or(postponed) THEN 1 ELSE 3 END AS rank,
           -- What an analyst pinned or one article tells apart takes no way round by another
           -- announcement: it might end where it must not.
           bool_or(pinned OR apart <> '') AS bound
    FROM cluster GROUP BY cluster
),
ends AS (
    SELECT one AS me, other AS you, kind, score FROM pair
    UNION ALL
    SELECT other, one, kind, score FROM pair
),
offers AS (
    SELECT m.cluster AS me, t.cluster AS target, any_value(t.told) AS told,
           any_value(t.rank) = 2 AS dated,
           count(*) FILTER (kind = 'announced') > 0 AS named,
           max(score) FILTER (kind IN ('announced', 'announced_alone')) AS score
    FROM ends AS e
    JOIN cluster AS x ON x.account = e.me JOIN whole AS m ON m.cluster = x.cluster
    JOIN cluster AS y ON y.account = e.you JOIN whole AS t ON t.cluster = y.cluster
    WHERE m.stays IS NULL AND m.rank > t.rank AND (t.rank = 0 OR NOT m.bound)
    GROUP BY m.cluster, t.cluster
    HAVING count(*) FILTER (kind IN ('announced', 'announced_alone')) > 0
       AND count(*) FILTER (kind IN ('against', 'split')) = 0
)
SELECT DISTINCT ON (me) me, target
FROM (FROM offers QUALIFY named OR count(*) OVER (PARTITION BY me) = 1)
ORDER BY me, named DESC, dated DESC, score DESC, told DESC, target;

INSERT INTO choice SELECT DISTINCT cluster, stays FROM cluster WHERE stays <> cluster;
CREATE OR REPLACE TEMP TABLE goes AS
SELECT c.me, coalesce(e.target, d.target, c.target) AS target
FROM choice AS c
LEFT JOIN choice AS d ON d.me = c.target
LEFT JOIN choice AS e ON e.me = d.target;
UPDATE cluster SET cluster = target, joined_by = 'announced' FROM goes WHERE cluster = me;
DELETE FROM cluster WHERE cluster NOT IN (SELECT cluster FROM cluster WHERE stays IS NULL);
DROP TABLE choice;
DROP TABLE goes;
