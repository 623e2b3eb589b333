-- What the meetings in `some_meeting` are, from the mentions that tell of them.
-- Order within a meeting: the article published first, then article_id, then the mention's place in
-- the article. Where any article tells of a meeting as held, those alone speak for it: an
-- announcement cannot know who came.
INSERT INTO gone_stem
SELECT DISTINCT stem FROM meetings SEMI JOIN some_meeting USING (meeting_id);

-- Step by step: the database holds the smaller side of a join in memory, and takes a new table for
-- empty, but what a join gives for as much as went in.
CREATE OR REPLACE TEMP TABLE telling AS
FROM mention_accounts SEMI JOIN some_meeting USING (meeting_id);
CREATE OR REPLACE TEMP TABLE telling_mention AS
SELECT telling.meeting_id, article_id, ordinal, status, mode, date, place
FROM telling JOIN mentions USING (article_id, ordinal);
CREATE OR REPLACE TEMP TABLE repeating AS
SELECT article_id, original_id FROM reprints SEMI JOIN telling USING (article_id);

CREATE OR REPLACE TEMP TABLE member AS
WITH worded AS (
    SELECT m.*, published, outlet, lang, coalesce(original_id, article_id) AS words
    FROM telling_mention AS m JOIN articles USING (article_id) LEFT JOIN repeating USING (article_id)
)
-- own_words: not those of another article of the meeting. Who reprints is no source of its own.
SELECT *, article_id = first_value(article_id) OVER (
           PARTITION BY meeting_id, words
           ORDER BY article_id <> words, published, article_id) AS own_words,
       row_number() OVER (PARTITION BY meeting_id ORDER BY published, article_id, ordinal) AS position,
       status = 'held' OR bool_and(status <> 'held') OVER (PARTITION BY meeting_id) AS speaks
FROM worded;
CREATE OR REPLACE TEMP TABLE speaker AS FROM member WHERE speaks;
CREATE OR REPLACE TEMP TABLE speaking_article AS
SELECT DISTINCT meeting_id, article_id, published, outlet, own_words FROM speaker;
CREATE OR REPLACE TEMP TABLE spoken_funding AS
FROM article_funding SEMI JOIN speaking_article USING (article_id);
CREATE OR REPLACE TEMP TABLE spoken_amount AS
FROM article_amounts SEMI JOIN speaking_article USING (article_id);

DELETE FROM meeting_partners WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meeting_partners
WITH first_named AS (
    SELECT meeting_id, partner, min({'member': s.position, 'named': p.position}) AS place
    FROM speaker AS s JOIN mention_partners AS p USING (article_id, ordinal)
    GROUP BY ALL
)
SELECT meeting_id, partner,
       row_number() OVER (PARTITION BY meeting_id ORDER BY place, partner) - 1 AS position
FROM first_named;
CREATE OR REPLACE TEMP TABLE side AS
SELECT meeting_id, partner FROM meeting_partners SEMI JOIN some_meeting USING (meeting_id);

INSERT INTO official
SELECT meeting_id, side, person, min({'member': s.position, 'named': p.position}) AS place
FROM speaker AS s JOIN mention_people AS p USING (article_id, ordinal)
GROUP BY ALL;
DELETE FROM meeting_people WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meeting_people
SELECT meeting_id, side, person FROM official SEMI JOIN some_meeting USING (meeting_id)
ORDER BY meeting_id, side, place;

DELETE FROM meeting_topics WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meeting_topics
SELECT meeting_id, topic, count(*)
FROM speaking_article JOIN article_topics USING (article_id)
GROUP BY ALL;

DELETE FROM meeting_coalitions WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meeting_coalitions
SELECT DISTINCT meeting_id, coalition
FROM speaking_article JOIN article_coalitions USING (article_id);

-- What each article says. A row a meeting, article, field, subject and value.
CREATE OR REPLACE TEMP TABLE said AS
WITH modes AS (
    SELECT meeting_id, mode = 'multilateral' AS session
    FROM (SELECT meeting_id, mode, count(*) AS n, min(position) AS first FROM speaker GROUP BY ALL)
    QUALIFY row_number() OVER (PARTITION BY meeting_id ORDER BY n DESC, first) = 1
),
own AS (
    SELECT meeting_id, article_id, session FROM speaking_article JOIN modes USING (meeting_id)
),
-- A model or a sum tied to another partner is not this meeting's, unless many sat at the table.
funding AS (
    SELECT DISTINCT o.meeting_id, f.*
    FROM own AS o JOIN spoken_funding AS f USING (article_id)
    LEFT JOIN side AS p ON p.meeting_id = o.meeting_id AND p.partner = f.partner
    WHERE f.partner = '' OR p.partner IS NOT NULL OR o.session
),
amounts AS (
    SELECT DISTINCT o.meeting_id, f.article_id, f.figure, f.currency, f.partner, f.model, f.bound
    FROM own AS o JOIN spoken_amount AS f USING (article_id)
    LEFT JOIN side AS p ON p.meeting_id = o.meeting_id AND p.partner = f.partner
    WHERE f.partner = '' OR p.partner IS NOT NULL OR o.session
)
SELECT meeting_id, article_id, 'mode' AS field, '' AS subject, mode AS value, 0 AS rank FROM speaker
UNION
SELECT meeting_id, article_id, 'date', '', date::VARCHAR, 0 FROM speaker WHERE date IS NOT NULL
UNION
SELECT meeting_id, article_id, 'place', '', place, 0 FROM speaker WHERE place IS NOT NULL
UNION ALL
SELECT meeting_id, article_id, 'stage', model || ':' || partner, stage,
       list_position(['mentioned', 'proposed', 'agreed', 'funded'], stage)
FROM funding
UNION ALL
-- Sums are compared where an article has one alone for that model and partner: "300 million of
-- the 2.2 billion" is no contradiction.
SELECT meeting_id, article_id, 'amount', concat_ws(':', model, partner, currency),
       any_value(figure::BIGINT::VARCHAR), any_value(figure)
FROM amounts WHERE model <> ''
GROUP BY meeting_id, article_id, model, partner, currency HAVING count(*) = 1;

-- What most say; among equals what was said first. A row a meeting, field, subject and value.
CREATE OR REPLACE TEMP TABLE claim AS
WITH counted AS (
    SELECT s.meeting_id, s.field, s.subject, s.value, any_value(s.rank) AS rank,
           count(DISTINCT s.article_id) AS articles,
           greatest(count(DISTINCT outlet) FILTER (own_words), 1) AS outlets,
           min({'day': published, 'article': s.article_id}) AS first
    FROM said AS s JOIN speaking_article AS a USING (meeting_id, article_id)
    GROUP BY ALL
)
SELECT *,
       -- Who only mentions a model does not deny that it was agreed.
       NOT (field = 'stage' AND value = 'mentioned') AS states,
       row_number() OVER (PARTITION BY meeting_id, field, subject ORDER BY
           field = 'stage' AND value = 'mentioned', articles DESC, outlets DESC,
           CASE WHEN field = 'stage' THEN -rank END, first, value) = 1 AS shown
FROM counted;

DELETE FROM meeting_claims WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meeting_claims
SELECT meeting_id, field, subject, value, articles, outlets, first.day, shown, false
FROM claim WHERE states
QUALIFY count(*) OVER (PARTITION BY meeting_id, field, subject) > 1;

DELETE FROM meeting_funding WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meeting_funding
SELECT meeting_id, split_part(subject, ':', 1), split_part(subject, ':', 2), value
FROM claim WHERE field = 'stage' AND shown;

DELETE FROM meeting_amounts WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meeting_amounts
SELECT s.meeting_id, f.figure, f.currency, f.partner, f.model,
       -- "more than 50 million" is kept only where all say so
       CASE WHEN min(f.bound) = max(f.bound) THEN min(f.bound) ELSE '' END,
       count(DISTINCT f.article_id)
FROM speaking_article AS s
JOIN spoken_amount AS f USING (article_id)
LEFT JOIN side AS p ON p.meeting_id = s.meeting_id AND p.partner = f.partner
LEFT JOIN claim AS m ON m.meeting_id = s.meeting_id AND m.field = 'mode' AND m.shown
WHERE f.partner = '' OR p.partner IS NOT NULL OR m.value = 'multilateral'
GROUP BY s.meeting_id, f.figure, f.currency, f.partner, f.model;

DELETE FROM meeting_history WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meeting_history
WITH held_day AS (
    SELECT meeting_id, value::DATE AS day FROM claim WHERE field = 'date' AND shown
),
told AS (
    SELECT meeting_id, status, CASE status WHEN 'held' THEN NULL ELSE date END AS day,
           min({'published': published, 'position': position, 'article': article_id}) AS first,
           count(DISTINCT article_id) AS articles
    FROM member GROUP BY ALL
),
steps AS (
    SELECT *, lag(day IGNORE NULLS) OVER (
               PARTITION BY meeting_id, status ORDER BY first, day) AS day_before
    FROM told
)
SELECT meeting_id,
       row_number() OVER (PARTITION BY meeting_id
                          ORDER BY first.published, status = 'held', first.position, s.day) - 1,
       CASE WHEN status = 'planned' AND day_before <> s.day THEN 'moved'
            WHEN status = 'planned' THEN 'announced' ELSE status END,
       CASE status WHEN 'held' THEN h.day ELSE s.day END,
       first.published, first.article, articles
FROM steps AS s LEFT JOIN held_day AS h USING (meeting_id);

DELETE FROM meetings WHERE meeting_id IN (FROM some_meeting);
INSERT INTO meetings
WITH shown AS (
    SELECT meeting_id, any_value(value) FILTER (field = 'mode') AS mode,
           any_value(value) FILTER (field = 'date')::DATE AS date,
           any_value(value) FILTER (field = 'place') AS place
    FROM claim WHERE shown AND field IN ('mode', 'date', 'place') GROUP BY meeting_id
),
statuses AS (  -- held, else what was told last
    SELECT DISTINCT ON (meeting_id) meeting_id, status
    FROM member
    ORDER BY meeting_id, status = 'held' DESC, published DESC,
             list_position(['cancelled', 'postponed', 'planned'], status), article_id
),
days AS (  -- of a meeting to come: the day told last, not the one told most
    SELECT DISTINCT ON (meeting_id) meeting_id, date
    FROM member
    WHERE status <> 'held' AND date IS NOT NULL
    ORDER BY meeting_id, published DESC, status = 'planned' DESC, article_id
),
counts AS (
    SELECT meeting_id, min(published) AS first_published, count(DISTINCT article_id) AS articles,
           count(DISTINCT outlet) FILTER (own_words) AS outlets, count(DISTINCT lang) AS languages,
           count(DISTINCT article_id) FILTER (NOT own_words) AS reprints,
           count(DISTINCT article_id) FILTER (status = 'held') AS held_articles
    FROM member GROUP BY meeting_id
)
SELECT meeting_id, '' AS event, t.status, s.mode,
       CASE t.status WHEN 'held' THEN s.date ELSE d.date END AS date, c.first_published, s.place,
       c.articles, c.outlets, c.languages, c.held_articles, 0 AS conflicts, '' AS stem,
       c.reprints
FROM counts AS c
JOIN statuses AS t USING (meeting_id)
JOIN shown AS s USING (meeting_id)
LEFT JOIN days AS d USING (meeting_id);
