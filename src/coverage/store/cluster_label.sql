-- One round of components: every group goes under its least neighbour.
CREATE OR REPLACE TEMP TABLE hook AS
WITH ends AS (
    SELECT a AS label, b AS target FROM tie UNION ALL SELECT b, a FROM tie
),
lower AS (SELECT label, min(target) AS target FROM ends WHERE target < label GROUP BY label)
SELECT label, target FROM lower;
-- Straight to where the target itself goes, twice, so that chains shorten fast.
CREATE OR REPLACE TEMP TABLE hook AS
SELECT h.label, coalesce(n.target, h.target) AS target
FROM hook AS h LEFT JOIN hook AS n ON n.label = h.target;
CREATE OR REPLACE TEMP TABLE hook AS
SELECT h.label, coalesce(n.target, h.target) AS target
FROM hook AS h LEFT JOIN hook AS n ON n.label = h.target;
UPDATE label SET label = hook.target FROM hook WHERE label.label = hook.label;
CREATE OR REPLACE TEMP TABLE tie AS
SELECT DISTINCT least(x, y) AS a, greatest(x, y) AS b
FROM (
    SELECT coalesce(h.target, t.a) AS x, coalesce(k.target, t.b) AS y
    FROM tie AS t LEFT JOIN hook AS h ON h.label = t.a LEFT JOIN hook AS k ON k.label = t.b
)
WHERE x <> y;
