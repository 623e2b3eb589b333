-- Meetings that announcements of `region` and `plan` may be of, and that stay what they are: all that can
-- happen to them is that an announcement comes or goes.
-- Leaves: relinked (account), all that may get another meeting; beside (account, cluster, meeting_id,
-- root: the cluster that its announcements go to).
CREATE OR REPLACE TEMP TABLE relinked AS SELECT account FROM region UNION ALL FROM plan;
CREATE OR REPLACE TEMP TABLE beside AS
WITH outside AS (FROM accounts ANTI JOIN relinked USING (account)),
reached AS (
    SELECT DISTINCT meeting_id FROM outside
    WHERE account IN (
        SELECT unnest([one, other]) FROM pair WHERE kind IN ('announced', 'announced_alone'))
)
SELECT account, cluster, meeting_id,
       min(cluster) FILTER (joined_by <> 'announced') OVER (PARTITION BY meeting_id) AS root
FROM outside SEMI JOIN reached USING (meeting_id) JOIN account_clusters USING (account);
