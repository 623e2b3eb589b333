-- The remaining clusters get ids of their own; mentions and accounts get theirs; ids that are no
-- more lead to where most of their mentions went.
-- An id is made from the article that was published first; where it is taken (that article was
-- linked elsewhere before), from the next number.
INSERT INTO assigned
WITH first_told AS (
    SELECT DISTINCT ON (cluster) cluster, article_id || '#' || ordinal AS name
    FROM region_mention JOIN articles USING (article_id)
    WHERE cluster NOT IN (SELECT cluster FROM assigned)
    ORDER BY cluster, published, article_id, ordinal
),
possible AS (
    SELECT cluster, n, md5(CASE n WHEN 0 THEN name ELSE name || '#' || n END)[:16] AS meeting_id
    FROM first_told, range(8) AS numbers (n)
)
SELECT DISTINCT ON (cluster) cluster, meeting_id
FROM possible
WHERE meeting_id NOT IN (SELECT meeting_id FROM assigned)
  AND meeting_id NOT IN (SELECT meeting_id FROM mention_accounts
                         WHERE meeting_id IS NOT NULL
                           AND account NOT IN (SELECT account FROM cluster))
ORDER BY cluster, n;

CREATE OR REPLACE TEMP TABLE touched_meeting AS
SELECT DISTINCT meeting_id FROM shares WHERE meeting_id IS NOT NULL
UNION
SELECT meeting_id FROM former WHERE meeting_id IS NOT NULL
UNION
SELECT meeting_id FROM assigned;

DELETE FROM meeting_redirects WHERE old_id IN (SELECT meeting_id FROM assigned);
CREATE OR REPLACE TEMP TABLE retired AS
SELECT gone.meeting_id AS old_id, arg_max(a.meeting_id, {'most': s.weight, 'first': a.meeting_id}) AS meeting_id
FROM touched_meeting AS gone
LEFT JOIN shares AS s USING (meeting_id)
LEFT JOIN assigned AS a ON a.cluster = s.cluster
WHERE gone.meeting_id NOT IN (SELECT meeting_id FROM assigned)
  AND gone.meeting_id NOT IN (FROM kept_meeting)
GROUP BY gone.meeting_id;
MERGE INTO meeting_redirects AS r
USING (
    SELECT old_id, meeting_id, now() AS retired_at,
           CASE WHEN meeting_id IS NULL THEN 'withdrawn' ELSE 'merged' END AS reason
    FROM retired
) AS n USING (old_id)
WHEN MATCHED THEN
    UPDATE SET meeting_id = n.meeting_id, retired_at = n.retired_at, reason = n.reason
WHEN NOT MATCHED THEN INSERT VALUES (n.old_id, n.meeting_id, n.retired_at, n.reason);
-- A redirect leads straight to a meeting, never to another redirect.
UPDATE meeting_redirects AS r
SET meeting_id = retired.meeting_id,
    reason = CASE WHEN retired.meeting_id IS NULL THEN 'withdrawn' ELSE r.reason END
FROM retired
WHERE r.meeting_id = retired.old_id;

UPDATE mention_accounts AS m
SET meeting_id = a.meeting_id
FROM region_mention AS r JOIN assigned AS a USING (cluster)
WHERE m.article_id = r.article_id AND m.ordinal = r.ordinal
  AND m.meeting_id IS DISTINCT FROM a.meeting_id;

UPDATE mentions AS m
SET meeting_id = a.meeting_id
FROM region_mention AS r JOIN assigned AS a USING (cluster)
WHERE m.article_id = r.article_id AND m.ordinal = r.ordinal
  AND m.meeting_id IS DISTINCT FROM a.meeting_id;

UPDATE accounts AS x
SET meeting_id = a.meeting_id, joined_by = c.joined_by,
    component = coalesce(g.component, x.component)
FROM relinked AS r JOIN cluster AS c USING (account) JOIN assigned AS a USING (cluster)
LEFT JOIN region AS g USING (account)
WHERE x.account = r.account;

-- What was linked anew by itself, and did not only get or lose an announcement.
CREATE OR REPLACE TEMP TABLE own_meeting AS
FROM touched_meeting ANTI JOIN kept_meeting USING (meeting_id);

DROP TABLE shares;
DROP TABLE kept_meeting;
DROP TABLE retired;
