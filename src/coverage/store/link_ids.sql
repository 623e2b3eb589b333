-- Which id each meeting of the region bears: that of the former meeting it has most in common with.
-- Needs: cluster (account, cluster, joined_by), former (link_accounts.sql), relinked, beside.
-- Leaves: temp tables shares, kept_meeting (whose own accounts lie outside) and assigned (cluster,
-- meeting_id).
CREATE OR REPLACE TEMP TABLE region_mention AS
SELECT m.article_id, m.ordinal, m.account, m.meeting_id, c.cluster
FROM mention_accounts AS m JOIN cluster AS c USING (account);

-- What a cluster shares with a former meeting: the same words of an article weigh more than the
-- article (which may have been coded otherwise since).
CREATE OR REPLACE TEMP TABLE shares AS
WITH was AS (
    SELECT article_id, account, meeting_id FROM region_mention
    UNION ALL
    SELECT article_id, account, meeting_id FROM former
),
old AS (SELECT DISTINCT article_id, account, meeting_id FROM was WHERE meeting_id IS NOT NULL),
by_article AS (
    SELECT cluster, o.meeting_id, count(DISTINCT r.article_id) AS n
    FROM region_mention AS r JOIN old AS o USING (article_id) GROUP BY ALL
),
by_words AS (
    SELECT cluster, o.meeting_id, count(DISTINCT r.article_id) AS n
    FROM region_mention AS r JOIN old AS o USING (article_id, account) GROUP BY ALL
)
SELECT cluster, meeting_id, coalesce(a.n, 0) + 2 * coalesce(w.n, 0) AS weight
FROM by_article AS a FULL JOIN by_words AS w USING (cluster, meeting_id);

CREATE OR REPLACE TEMP TABLE kept_meeting AS
SELECT DISTINCT meeting_id FROM accounts ANTI JOIN relinked USING (account)
WHERE meeting_id IN (SELECT meeting_id FROM shares UNION SELECT meeting_id FROM former);

CREATE OR REPLACE TEMP TABLE assigned AS
SELECT DISTINCT c.cluster, b.meeting_id FROM cluster AS c JOIN beside AS b USING (account);
