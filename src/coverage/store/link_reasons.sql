-- Why the accounts that were linked anew are in their meetings, and which meetings nearly were one.
-- Needs: relinked, pair (asked of these), accounts with their meetings, own_meeting.
CREATE OR REPLACE TEMP MACRO said_alike(a, b) AS list_filter([
    CASE WHEN a.partners = b.partners THEN 'partners' END,
    CASE WHEN a.day = b.day THEN 'date' END,
    CASE WHEN a.mode = b.mode THEN 'mode' END,
    CASE WHEN a.place = b.place THEN 'place' END,
    CASE WHEN list_has_any(a.ukraine, b.ukraine) THEN 'ukraine' END,
    CASE WHEN list_has_any(a.partner_people, b.partner_people) THEN 'partner_people' END,
    CASE WHEN list_has_any(a.topics, b.topics) THEN 'topics' END,
    CASE WHEN list_has_any(a.figures, b.figures) THEN 'amounts' END], x -> x IS NOT NULL);
CREATE OR REPLACE TEMP MACRO told_otherwise(a, b) AS list_filter([
    CASE WHEN a.partners <> b.partners THEN 'partners' END,
    CASE WHEN a.day <> b.day THEN 'date' END,
    CASE WHEN a.mode <> b.mode THEN 'mode' END,
    CASE WHEN a.place <> b.place THEN 'place' END,
    CASE WHEN len(a.ukraine) > 0 AND len(b.ukraine) > 0 AND NOT list_has_any(a.ukraine, b.ukraine)
         THEN 'ukraine' END,
    CASE WHEN len(a.partner_people) > 0 AND len(b.partner_people) > 0
              AND NOT list_has_any(a.partner_people, b.partner_people) THEN 'partner_people' END,
    CASE WHEN len(a.topics) > 0 AND len(b.topics) > 0 AND NOT list_has_any(a.topics, b.topics)
         THEN 'topics' END], x -> x IS NOT NULL);

-- The core is the account told most often, of the held ones that name both sides where there are. An
-- announcement that may come and go is none, so that the reasons of a meeting do not hang on it.
CREATE OR REPLACE TEMP TABLE core AS
WITH meeting_now AS (SELECT DISTINCT meeting_id FROM accounts SEMI JOIN relinked USING (account))
SELECT DISTINCT ON (meeting_id) a.*, drawn_by
FROM accounts AS a SEMI JOIN meeting_now USING (meeting_id) JOIN account_clusters USING (account)
ORDER BY meeting_id, joined_by = 'announced', held DESC, drawn_by IN ('half_named', 'alone'),
         len(ukraine) > 0 AND len(partner_people) > 0 DESC, mentions DESC, account;

UPDATE accounts AS a
SET agreed = said_alike(a, core), differed = told_otherwise(a, core),
    joined_by = CASE WHEN a.account = core.account THEN 'core'
                     WHEN a.joined_by <> 'core' THEN a.joined_by
                     WHEN core.drawn_by <> 'core' THEN core.drawn_by ELSE 'names' END
FROM core
WHERE a.meeting_id = core.meeting_id AND a.account IN (FROM relinked);
DROP TABLE core;

-- Only what a meeting is by itself speaks, not the announcements that it got.
DELETE FROM near_joins
WHERE meeting_id IN (FROM own_meeting) OR other_id IN (FROM own_meeting);
INSERT INTO near_joins
WITH paired AS (  -- not all accounts there are
    FROM accounts WHERE account IN (SELECT unnest([one, other]) FROM pair)
),
best AS (
    SELECT DISTINCT ON (least(a.meeting_id, b.meeting_id), greatest(a.meeting_id, b.meeting_id))
           p.one, p.other, p.score
    FROM pair AS p
    JOIN paired AS a ON a.account = p.one
    JOIN paired AS b ON b.account = p.other
    WHERE a.meeting_id <> b.meeting_id AND p.kind <> 'split'
      AND a.joined_by <> 'announced' AND b.joined_by <> 'announced'
      -- Other people of both sides met: nobody would take these for one.
      AND (p.kind <> 'against' OR (a.apart = '' AND (list_has_any(a.ukraine, b.ukraine)
                                                  OR list_has_any(a.partner_people, b.partner_people))))
    ORDER BY least(a.meeting_id, b.meeting_id), greatest(a.meeting_id, b.meeting_id), p.score DESC,
             p.one, p.other
)
SELECT least(a.meeting_id, b.meeting_id), greatest(a.meeting_id, b.meeting_id), score,
       said_alike(a, b), told_otherwise(a, b)
FROM best JOIN paired AS a ON a.account = one JOIN paired AS b ON b.account = other;
