-- Each account a cluster of its own. bare: it leaves a side unnamed (of a session articles rarely
-- name the partner's people).
CREATE OR REPLACE TEMP TABLE cluster AS
SELECT account, account AS cluster, 'core' AS joined_by, held, day IS NOT NULL AS dated, apart,
       len(pins) > 0 AS pinned, mentions,
       len(ukraine) = 0 OR (len(partner_people) = 0 AND mode <> 'multilateral') AS bare
FROM region JOIN accounts USING (account);

CREATE OR REPLACE TEMP TABLE forbidden AS SELECT one, other FROM pair WHERE kind = 'split';
