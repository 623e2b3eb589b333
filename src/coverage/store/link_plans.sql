-- Announcements outside the region that choose their meeting anew, though their own clusters stay as they
-- are: those that may be of a meeting of the region, and those that were with one. Whole clusters.
-- Needs: region, pair (asked of the region), former, account_clusters.
CREATE OR REPLACE TEMP TABLE plan AS
WITH holding AS (
    SELECT DISTINCT cluster FROM accounts JOIN account_clusters USING (account) WHERE held
),
outside AS (
    SELECT account, meeting_id
    FROM accounts ANTI JOIN region USING (account)
    JOIN account_clusters USING (account) ANTI JOIN holding USING (cluster)
    WHERE NOT held
),
bearing AS (
    SELECT meeting_id FROM accounts SEMI JOIN region USING (account)
    UNION
    SELECT meeting_id FROM former
    UNION
    SELECT meeting_id FROM outside
    WHERE account IN (
        SELECT unnest([one, other]) FROM pair WHERE kind IN ('announced', 'announced_alone'))
)
SELECT account FROM outside SEMI JOIN bearing USING (meeting_id);
