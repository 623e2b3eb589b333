-- What the mentions of the articles in `dirty` say, as accounts: mentions that say the same are
-- one, so that hundreds of articles on a meeting are compared as a handful of accounts.
-- Needs: dirty (article_id); office_name (name: "Minister of Defence" names nobody, so it neither
-- agrees nor disagrees with a name).
-- Leaves: `accounts` and `mention_accounts` brought up to date but for the meetings; temp tables
-- former (what the mentions were), touched (accounts that are new or have changed; one that nobody
-- tells any more has no mentions, until link_dead.sql) and former_component (components of accounts
-- that have changed or are no more).
CREATE OR REPLACE TEMP TABLE former AS
FROM mention_accounts SEMI JOIN dirty USING (article_id);

CREATE OR REPLACE TEMP TABLE fresh AS
WITH said AS (
    SELECT m.article_id, m.ordinal, m.status = 'held' AS held, m.status = 'postponed' AS postponed,
           m.mode, m.date AS day, CASE WHEN m.date IS NULL THEN a.published END AS told, m.place
    FROM mentions AS m SEMI JOIN dirty USING (article_id) JOIN articles AS a USING (article_id)
),
partner_sets AS (
    SELECT article_id, ordinal, list(DISTINCT partner ORDER BY partner) AS partners
    FROM mention_partners SEMI JOIN dirty USING (article_id)
    GROUP BY ALL
),
officials AS (
    SELECT article_id, ordinal,
           list(DISTINCT person ORDER BY person) FILTER (side = 'ukraine') AS ukraine,
           list(DISTINCT person ORDER BY person) FILTER (side = 'partner') AS partner_people
    FROM mention_people SEMI JOIN dirty USING (article_id) ANTI JOIN office_name ON name = person
    GROUP BY ALL
),
-- Two meetings that one article tells apart are two, even where it names nobody.
apart AS (
    SELECT DISTINCT one.article_id, one.ordinal
    FROM said AS one
    JOIN said AS other ON one.article_id = other.article_id AND one.ordinal <> other.ordinal
                      AND one.held = other.held AND one.day IS NOT DISTINCT FROM other.day
    JOIN mention_partners AS p ON (p.article_id, p.ordinal) = (one.article_id, one.ordinal)
    JOIN mention_partners AS q ON (q.article_id, q.ordinal) = (other.article_id, other.ordinal)
                              AND q.partner = p.partner
),
pinned AS (
    SELECT article_id, ordinal, list(DISTINCT pin ORDER BY pin) AS pins
    FROM mention_pins SEMI JOIN dirty USING (article_id)
    GROUP BY ALL
),
described AS (
    SELECT s.*, coalesce(p.partners, []) AS partners, coalesce(o.ukraine, []) AS ukraine,
           coalesce(o.partner_people, []) AS partner_people, coalesce(i.pins, []) AS pins,
           CASE WHEN x.ordinal IS NULL THEN '' ELSE s.article_id END AS apart
    FROM said AS s
    LEFT JOIN partner_sets AS p USING (article_id, ordinal)
    LEFT JOIN officials AS o USING (article_id, ordinal)
    LEFT JOIN pinned AS i USING (article_id, ordinal)
    LEFT JOIN apart AS x USING (article_id, ordinal)
)
SELECT *, md5_number_lower(concat_ws(
              '|', held, postponed, mode, coalesce(day::VARCHAR, ''), coalesce(told::VARCHAR, ''),
              coalesce(place, ''), apart, partners::VARCHAR, ukraine::VARCHAR,
              partner_people::VARCHAR, pins::VARCHAR)) AS account
FROM described;

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

CREATE OR REPLACE TEMP TABLE touched AS
WITH known AS (
    SELECT account, held, mode, day, told, postponed, partners, ukraine, partner_people, place,
           apart, pins, meeting_id
    FROM accounts SEMI JOIN changed USING (account)
    UNION ALL BY NAME
    SELECT DISTINCT ON (account) account, held, mode, day, told, postponed, partners, ukraine,
           partner_people, place, apart, pins
    FROM fresh ANTI JOIN accounts USING (account)
),
told_by AS (FROM mention_accounts SEMI JOIN changed USING (account)),
sizes AS (
    SELECT account, count(*)::INTEGER AS mentions, count(DISTINCT article_id) AS articles
    FROM told_by GROUP BY account
),
topic_counts AS (
    SELECT account, topic, count(DISTINCT article_id) AS n
    FROM told_by JOIN article_topics USING (article_id) GROUP BY ALL
),
topic_lists AS (
    SELECT account, list(topic ORDER BY topic) AS topics
    FROM topic_counts JOIN sizes USING (account) WHERE 2 * n >= articles GROUP BY account
),
figure_counts AS (
    SELECT account, f.figure || ' ' || f.currency AS sum, count(DISTINCT article_id) AS n
    FROM told_by JOIN article_amounts AS f USING (article_id) GROUP BY ALL
),
figure_lists AS (
    SELECT account, list(sum ORDER BY sum) AS figures
    FROM figure_counts JOIN sizes USING (account) WHERE 2 * n >= articles GROUP BY account
)
SELECT k.*, coalesce(t.topics, []) AS topics, coalesce(g.figures, []) AS figures,
       coalesce(s.mentions, 0) AS mentions
FROM known AS k
LEFT JOIN sizes AS s USING (account)
LEFT JOIN topic_lists AS t USING (account)
LEFT JOIN figure_lists AS g USING (account);

DELETE FROM accounts WHERE account IN (FROM changed);
INSERT INTO accounts BY NAME FROM touched;
DROP TABLE fresh;
DROP TABLE changed;
