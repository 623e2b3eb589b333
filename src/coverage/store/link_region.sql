-- The accounts whose clusters are to be made anew: those that changed, those that may be of one cluster
-- with them, and all that the linking had held possible for any of these. How accounts outside hang
-- together cannot be affected; link_plans.sql finds the announcements that may now go elsewhere.
-- Needs: touched, former_component, pair (asked of touched).
CREATE OR REPLACE TEMP TABLE region AS
WITH reached AS (
    SELECT unnest([one, other]) AS account FROM pair WHERE kind IN ('names', 'half_named', 'alone')
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
