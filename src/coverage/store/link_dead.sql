-- Accounts that nobody tells any more are gone, once it is known what they bore on.
CREATE OR REPLACE TEMP TABLE dead AS SELECT account FROM accounts WHERE mentions = 0;
DELETE FROM accounts WHERE mentions = 0;
DELETE FROM account_clusters WHERE account IN (FROM dead);
DELETE FROM region WHERE account IN (FROM dead);
DELETE FROM pair WHERE one IN (FROM dead) OR other IN (FROM dead);
DROP TABLE dead;
