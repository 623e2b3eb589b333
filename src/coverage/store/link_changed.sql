-- Put the accounts of `touched` (new, or changed) in their place. One that nobody tells any more stays
-- until link_dead.sql, without mentions.
DELETE FROM accounts WHERE account IN (FROM changed);
INSERT INTO accounts BY NAME FROM touched;
DROP TABLE fresh;
DROP TABLE changed;
