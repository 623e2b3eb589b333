-- Accounts with no name to compare by join where one meeting alone comes into question.
CREATE OR REPLACE TEMP TABLE choice AS
WITH whole AS (
    SELECT cluster, count(*) AS n, bool_and(bare) AS bare, bool_or(pinned) AS pinned
    FROM cluster GROUP BY cluster
),
lone AS (
    SELECT c.account FROM cluster AS c JOIN whole AS w USING (cluster)
    WHERE w.bare AND w.n = 1 AND NOT w.pinned
),
ends AS (
    SELECT one AS me, other AS you, kind FROM pair UNION ALL SELECT other, one, kind FROM pair
),
offers AS (
    SELECT e.me, c.cluster AS target
    FROM ends AS e
    JOIN lone AS l ON l.account = e.me
    JOIN cluster AS c ON c.account = e.you
    GROUP BY e.me, c.cluster
    HAVING count(*) FILTER (e.kind = 'alone') > 0 AND count(*) FILTER (e.kind IN ('against', 'split')) = 0
),
named AS (SELECT account, ukraine, partner_people, mode FROM accounts SEMI JOIN cluster USING (account)),
contradicted AS (
    SELECT DISTINCT o.me, o.target
    FROM offers AS o
    JOIN named AS a ON a.account = o.me
    JOIN cluster AS c ON c.cluster = o.target
    JOIN named AS b ON b.account = c.account
    WHERE other_people(a, b)
),
fitting AS (SELECT o.* FROM offers AS o ANTI JOIN contradicted AS x USING (me, target)),
sole AS (SELECT me, any_value(target) AS target FROM fitting GROUP BY me HAVING count(*) = 1)
-- Two that have each other alone are one; nobody follows one that itself goes elsewhere.
SELECT s.me, CASE WHEN o.target = s.me THEN least(s.me, s.target) ELSE s.target END AS target
FROM sole AS s LEFT JOIN sole AS o ON o.me = s.target
WHERE o.me IS NULL OR o.target = s.me;

UPDATE cluster
SET cluster = target, joined_by = CASE WHEN target <> account THEN 'alone' ELSE joined_by END
FROM choice
WHERE account = me;
