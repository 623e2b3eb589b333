-- The accounts that have to be linked anew: those that changed, those that may bear on them, and
-- all that the linking had held possible for any of these. Nothing outside can be affected.
-- Needs: touched, former_component, pair (asked of touched).
CREATE OR REPLACE TEMP TABLE region AS
WITH reached AS (
    SELECT unnest([one, other]) AS account FROM pair WHERE kind NOT IN ('against', 'split', 'near')
    UNION
    SELECT account FROM accounts
    WHERE list_has_any(pins, (SELECT coalesce(flatten(list(pins)), []) FROM touched))
),
reached_component AS (
    SELECT component FROM accounts SEMI JOIN reached USING (account)
    UNION
    FROM former_component
)
SELECT account FROM accounts WHERE component IN (FROM reached_component)
UNION
SELECT account FROM touched;
