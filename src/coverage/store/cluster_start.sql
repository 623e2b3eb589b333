-- Each account a cluster of its own. bare: it leaves a side unnamed (of a session articles rarely
-- name the partner's people).
CREATE OR REPLACE TEMP TABLE cluster AS
SELECT account, account AS cluster, 'core' AS joined_by, held, day IS NOT NULL AS dated, postponed,
       apart, len(pins) > 0 AS pinned, mentions,
       len(ukraine) = 0 OR (len(partner_people) = 0 AND mode <> 'multilateral') AS bare,
       NULL::UBIGINT AS stays
FROM accounts SEMI JOIN region USING (account);

CREATE OR REPLACE TEMP TABLE forbidden AS SELECT one, other FROM pair WHERE kind = 'split';

-- Whether two accounts name different people of one side (sessions: see link_pairs.sql).
CREATE OR REPLACE TEMP MACRO other_people(a, b) AS
    (len(a.ukraine) > 0 AND len(b.ukraine) > 0 AND NOT list_has_any(a.ukraine, b.ukraine))
    OR (len(a.partner_people) > 0 AND len(b.partner_people) > 0
        AND NOT list_has_any(a.partner_people, b.partner_people)
        AND NOT (a.mode = 'multilateral' AND b.mode = 'multilateral'));
