-- Announcements that may be of another meeting now: those that come into question for an account of
-- the region, and those that were with one of its meetings.
-- Needs: region, pair (asked of the region), former.
INSERT INTO region
WITH meetings_of AS (
    SELECT meeting_id FROM accounts SEMI JOIN region USING (account) WHERE meeting_id IS NOT NULL
    UNION
    SELECT meeting_id FROM former WHERE meeting_id IS NOT NULL
),
plans AS (
    SELECT component FROM accounts
    WHERE NOT held AND (
        meeting_id IN (FROM meetings_of)
        OR account IN (SELECT unnest([one, other]) FROM pair WHERE kind IN ('confirmed', 'confirmed_alone')))
)
SELECT account FROM accounts ANTI JOIN region USING (account) WHERE component IN (FROM plans);
DELETE FROM region WHERE account IN (SELECT account FROM accounts WHERE mentions = 0);
DELETE FROM accounts WHERE mentions = 0;
