-- The clusters are kept as they are without regard to announcements; then `cluster` gets those of `plan`,
-- which choose anew, and those of `beside`, which may be chosen (stays: the cluster they are with).
DELETE FROM account_clusters WHERE account IN (SELECT account FROM cluster);
INSERT INTO account_clusters SELECT account, cluster, joined_by FROM cluster;
INSERT INTO cluster BY NAME
WITH other AS (
    SELECT account, NULL AS stays FROM plan UNION ALL SELECT account, root FROM beside
)
SELECT account, cluster, drawn_by AS joined_by, held, day IS NOT NULL AS dated, postponed, apart,
       len(pins) > 0 AS pinned, mentions, false AS bare, stays
FROM accounts JOIN other USING (account) JOIN account_clusters USING (account);
