-- Accounts that leave a side unnamed go to the meeting that they agree with most.
CREATE OR REPLACE TEMP TABLE choice AS
WITH whole AS (
    SELECT cluster, count(*) AS n, bool_and(bare) AS bare, bool_or(pinned) AS pinned,
           sum(mentions) AS told
    FROM cluster GROUP BY cluster
),
bare_one AS (
    SELECT c.account, c.apart FROM cluster AS c JOIN whole AS w USING (cluster)
    WHERE w.bare AND w.n = 1 AND NOT w.pinned
),
ends AS (
    SELECT one AS me, other AS you, kind, score FROM pair
    UNION ALL
    SELECT other, one, kind, score FROM pair
),
offers AS (
    SELECT e.me, c.cluster AS target, max(e.score) FILTER (e.kind = 'half_named') AS score,
           any_value(w.told) AS told
    FROM ends AS e
    JOIN bare_one AS b ON b.account = e.me
    JOIN cluster AS c ON c.account = e.you
    JOIN whole AS w ON w.cluster = c.cluster
    WHERE NOT w.bare OR w.pinned
    GROUP BY e.me, c.cluster
    HAVING count(*) FILTER (e.kind = 'half_named') > 0 AND count(*) FILTER (e.kind = 'against') = 0
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
fitting AS (  -- with nobody of the whole meeting in the other's place
    SELECT o.* FROM offers AS o
    ANTI JOIN contradicted AS x USING (me, target)
),
chosen AS (
    SELECT DISTINCT ON (me) me, target, score FROM fitting ORDER BY me, score DESC, told DESC, target
)
SELECT me, target
FROM chosen JOIN bare_one ON account = me
-- Of two that one article tells apart, one alone can be this meeting.
QUALIFY apart = '' OR row_number() OVER (PARTITION BY target, apart ORDER BY score DESC, me) = 1;

UPDATE cluster SET cluster = target, joined_by = 'half_named' FROM choice WHERE account = me;
