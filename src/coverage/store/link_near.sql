-- Accounts that one of `touched` may be compared with, and those themselves: by partner and day, or
-- as sessions of one day. A bound, not a judgement: link_pairs.sql judges.
CREATE OR REPLACE TEMP TABLE near AS
WITH asked AS (
    SELECT unnest(partners) AS key, day, told FROM touched
    UNION ALL
    SELECT '~', day, told FROM touched WHERE mode = 'multilateral'
),
bound AS (  -- for_dated: which days of accounts with a day; else which days of telling
    SELECT DISTINCT key, day + unnest([-1, 0, 1])::INTEGER AS day, true AS for_dated
    FROM asked WHERE day IS NOT NULL
    UNION
    SELECT key, told + unnest(range(-2, 31))::INTEGER, true FROM asked WHERE day IS NULL
    UNION
    SELECT key, day + unnest(range(-30, 3))::INTEGER, false FROM asked WHERE day IS NOT NULL
    UNION
    SELECT key, told + unnest(range(-30, 31))::INTEGER, false FROM asked WHERE day IS NULL
),
keyed AS (
    SELECT account, unnest(partners) AS key, coalesce(day, told) AS day, day IS NOT NULL AS dated
    FROM accounts
    UNION ALL
    SELECT account, '~', coalesce(day, told), day IS NOT NULL
    FROM accounts WHERE mode = 'multilateral'
)
SELECT DISTINCT k.account
FROM keyed AS k
JOIN bound AS b ON b.key = k.key AND b.day = k.day AND b.for_dated = k.dated
UNION
SELECT account FROM touched;
