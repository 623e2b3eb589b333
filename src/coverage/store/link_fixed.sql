-- Meetings outside the region that its announcements may be of: they stay what they are, and all that
-- can happen to them is that an announcement comes or goes. cluster: their least account.
-- Needs: region, pair (asked of the region).
CREATE OR REPLACE TEMP TABLE fixed AS
WITH reached AS (
    SELECT DISTINCT meeting_id
    FROM accounts AS a ANTI JOIN region AS r USING (account)
    WHERE held AND account IN (
        SELECT unnest([one, other]) FROM pair WHERE kind IN ('confirmed', 'confirmed_alone'))
)
SELECT account, meeting_id, min(account) OVER (PARTITION BY meeting_id) AS cluster
FROM accounts SEMI JOIN reached USING (meeting_id)
WHERE held;
