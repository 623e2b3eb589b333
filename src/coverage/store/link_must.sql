-- Accounts that an analyst holds together: they share a pin.
CREATE OR REPLACE TEMP TABLE must AS
WITH pinned AS (SELECT account, unnest(pins) AS pin FROM accounts SEMI JOIN region USING (account))
SELECT DISTINCT first.account AS a, p.account AS b
FROM pinned AS p
JOIN (SELECT pin, min(account) AS account FROM pinned GROUP BY pin) AS first USING (pin)
WHERE first.account <> p.account;
