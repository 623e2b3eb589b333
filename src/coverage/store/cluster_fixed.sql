-- Meetings outside the region (link_fixed.sql) beside its clusters, for announcements to go to.
INSERT INTO cluster BY NAME
SELECT f.account, f.cluster, 'core' AS joined_by, true AS held, day IS NOT NULL AS dated, apart,
       len(pins) > 0 AS pinned, mentions, false AS bare
FROM fixed AS f JOIN accounts USING (account);
