-- Accounts that one of `asking` may be compared with, and those themselves: by partner and day, or
-- as sessions of one day. A bound, not a judgement: link_pairs.sql judges.
-- Leaves: asked_side (account; asked: pairs with it are sought; done: they were before).
CREATE OR REPLACE TEMP TABLE asked_side AS
WITH asker AS (FROM accounts SEMI JOIN asking USING (account)),
wanted AS (
    SELECT unnest(partners) AS key, day, told FROM asker
    UNION ALL
    SELECT '~', day, told FROM asker WHERE mode = 'multilateral'
),
bound AS (  -- for_dated: which days of accounts with a day; else which days of telling
    SELECT DISTINCT key, day + unnest([-1, 0, 1])::INTEGER AS day, true AS for_dated
    FROM wanted WHERE day IS NOT NULL
    UNION
    SELECT key, told + unnest(range(-2, 31))::INTEGER, true FROM wanted WHERE day IS NULL
    UNION
    SELECT key, day + unnest(range(-30, 3))::INTEGER, false FROM wanted WHERE day IS NOT NULL
    UNION
    SELECT key, told + unnest(range(-30, 31))::INTEGER, false FROM wanted WHERE day IS NULL
),
keyed AS (
    SELECT account, unnest(partners) AS key, coalesce(day, told) AS day, day IS NOT NULL AS dated
    FROM accounts
    UNION ALL
    SELECT account, '~', coalesce(day, told), day IS NOT NULL
    FROM accounts WHERE mode = 'multilateral'
),
near AS (
    SELECT DISTINCT k.account
    FROM keyed AS k
    JOIN bound AS b ON b.key = k.key AND b.day = k.day AND b.for_dated = k.dated
    UNION
    FROM asking
)
SELECT n.account, a.account IS NOT NULL AS asked, d.account IS NOT NULL AS done
FROM near AS n
LEFT JOIN asking AS a ON a.account = n.account
LEFT JOIN asked AS d ON d.account = n.account;
INSERT INTO asked FROM asking;
