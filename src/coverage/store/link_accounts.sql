-- What the mentions of the articles in `dirty` say, as accounts: mentions that say the same are
-- one, so that hundreds of articles on a meeting are compared as a handful of accounts.
-- Needs: dirty (article_id), fresh (link_fresh.sql).
-- Leaves: `mention_accounts` brought up to date but for the meetings; temp tables former (what the
-- mentions were), changed (accounts that they were or are of) and former_component (components of
-- accounts that have changed or are no more).
CREATE OR REPLACE TEMP TABLE former AS
FROM mention_accounts SEMI JOIN dirty USING (article_id);

DELETE FROM mention_accounts WHERE article_id IN (FROM dirty);
INSERT INTO mention_accounts
SELECT f.article_id, f.ordinal, f.account, o.meeting_id
FROM fresh AS f
-- The same words again stay with their meeting until it is known better.
LEFT JOIN former AS o
       ON (o.article_id, o.ordinal, o.account) = (f.article_id, f.ordinal, f.account);

CREATE OR REPLACE TEMP TABLE changed AS
SELECT account FROM former UNION SELECT account FROM fresh;

CREATE OR REPLACE TEMP TABLE former_component AS
SELECT DISTINCT component
FROM accounts SEMI JOIN changed USING (account)
WHERE component IS NOT NULL;
