-- What the reports of a page count by, made when a snapshot is published: numbers in place of ids (mid
-- for meetings, aid for articles, both in the order of their days, so that a period lies together), and
-- no more columns than are counted by. With ids of sixteen letters the same queries took three to ten
-- times as long.
DROP SCHEMA IF EXISTS reading CASCADE;
CREATE SCHEMA reading;

CREATE TABLE reading.articles AS
SELECT (row_number() OVER (ORDER BY published, article_id) - 1)::INTEGER AS aid, article_id, published, outlet, lang
FROM main.articles ORDER BY aid;

CREATE OR REPLACE TEMP TABLE numbered AS
SELECT (row_number() OVER (ORDER BY coalesce(date, first_published), meeting_id) - 1)::INTEGER AS mid, meeting_id
FROM main.meetings;

-- alone: the article tells of no other meeting, so that nobody need look whether it was counted already.
CREATE TABLE reading.mentions AS
SELECT aid, mid, count(*) OVER (PARTITION BY aid) = 1 AS alone
FROM (SELECT DISTINCT a.aid, n.mid FROM main.mentions t
      JOIN reading.articles a USING (article_id) JOIN numbered n USING (meeting_id))
ORDER BY mid, aid;

-- own: how many articles tell of this meeting alone; the others are in reading.shared.
CREATE TABLE reading.meetings AS
SELECT n.mid, m.meeting_id, coalesce(m.date, m.first_published) AS day, m.status, m.mode, m.place,
       m.date, m.first_published, m.articles, m.reprints, m.outlets, m.languages, m.event,
       coalesce(t.own, 0)::INTEGER AS own
FROM main.meetings m JOIN numbered n USING (meeting_id)
LEFT JOIN (SELECT mid, count(*) AS own FROM reading.mentions WHERE alone GROUP BY mid) t USING (mid)
ORDER BY n.mid;

CREATE TABLE reading.shared AS
SELECT aid, mid, status, day FROM reading.mentions JOIN reading.meetings USING (mid) WHERE NOT alone ORDER BY mid, aid;

CREATE TABLE reading.meeting_partners AS
SELECT n.mid, p.partner, min(p.position) AS position
FROM main.meeting_partners p JOIN numbered n USING (meeting_id) GROUP BY ALL ORDER BY ALL;
-- Who is told by office alone is the office of a side: every state has a "President". whose: UA, the
-- meeting's partner, '' where it has several.
CREATE OR REPLACE TEMP TABLE by_office AS
WITH offices AS (
    SELECT unnest(from_json(value, '{"offices": ["VARCHAR"]}').offices) AS office FROM main.meta WHERE key = 'vocabulary'
), alone AS (
    SELECT mid, any_value(partner) AS partner FROM reading.meeting_partners GROUP BY mid HAVING count(*) = 1
)
SELECT DISTINCT n.mid, p.side, p.person AS office,
       CASE p.side WHEN 'ukraine' THEN 'UA' ELSE coalesce(a.partner, '') END AS whose,
       p.person || ' (' || CASE p.side WHEN 'ukraine' THEN 'UA' ELSE coalesce(a.partner, '–') END || ')' AS person
FROM main.meeting_people p JOIN numbered n USING (meeting_id) JOIN offices o ON o.office = p.person
LEFT JOIN alone a USING (mid);
CREATE TABLE reading.meeting_people AS
SELECT DISTINCT n.mid, p.side, coalesce(o.person, p.person) AS person
FROM main.meeting_people p JOIN numbered n USING (meeting_id)
LEFT JOIN by_office o ON o.mid = n.mid AND o.side = p.side AND o.office = p.person ORDER BY ALL;
CREATE OR REPLACE TEMP TABLE unnamed AS
WITH sides AS (
    SELECT code AS whose, any_value(en) AS en, any_value(uk) AS uk, any_value(ru) AS ru
    FROM main.labels WHERE kind = 'partner' AND code <> 'UA' GROUP BY code
    UNION ALL VALUES ('UA', 'Ukraine', 'Україна', 'Украина'), ('', 'of a partner', 'партнера', 'партнёра')
), offices AS (
    SELECT code AS office, any_value(en) AS en, any_value(uk) AS uk, any_value(ru) AS ru
    FROM main.labels WHERE kind = 'person' GROUP BY code
)
SELECT DISTINCT b.person, coalesce(o.en, office) AS office_en, coalesce(o.uk, office) AS office_uk,
       coalesce(o.ru, office) AS office_ru, coalesce(s.en, whose) AS whose_en,
       coalesce(s.uk, whose) AS whose_uk, coalesce(s.ru, whose) AS whose_ru
FROM by_office b LEFT JOIN sides s USING (whose) LEFT JOIN offices o USING (office);
-- Names of the codes, one row each; the languages are no part of the codebook.
CREATE TABLE reading.names AS
SELECT kind, code, any_value(en) AS en, any_value(uk) AS uk, any_value(ru) AS ru
FROM (FROM main.labels UNION ALL BY NAME
      SELECT 'person' AS kind, u.person AS code, u.office_en || ' (' || u.whose_en || ')' AS en,
             u.office_uk || ' (' || u.whose_uk || ')' AS uk, u.office_ru || ' (' || u.whose_ru || ')' AS ru
      FROM unnamed u UNION ALL BY NAME
      SELECT * FROM (VALUES ('lang', 'ru', 'Russian', 'російська', 'русский'),
                            ('lang', 'uk', 'Ukrainian', 'українська', 'украинский'),
                            ('lang', 'en', 'English', 'англійська', 'английский'))
             AS languages (kind, code, en, uk, ru))
GROUP BY kind, code ORDER BY kind, code;
DROP TABLE unnamed;
DROP TABLE by_office;
-- Which of ours met which of the partners' people, by the number of the pair.
CREATE TABLE reading.people_pairs AS
SELECT (row_number() OVER (ORDER BY official, person) - 1)::INTEGER AS pair, official, person
FROM (SELECT DISTINCT ours.person AS official, theirs.person
      FROM reading.meeting_people ours JOIN reading.meeting_people theirs USING (mid)
      WHERE ours.side = 'ukraine' AND theirs.side = 'partner') ORDER BY pair;
-- The partner at most of a person's meetings; several where they were only met together.
CREATE TABLE reading.own_partners AS
SELECT person, partner FROM reading.meeting_people JOIN reading.meeting_partners USING (mid)
WHERE side = 'partner' GROUP BY person, partner
QUALIFY count(*) = max(count(*)) OVER (PARTITION BY person) ORDER BY person, partner;
CREATE TABLE reading.meeting_topics AS
SELECT n.mid, t.topic, max(t.articles) AS articles
FROM main.meeting_topics t JOIN numbered n USING (meeting_id) GROUP BY ALL ORDER BY ALL;
CREATE TABLE reading.meeting_funding AS
SELECT DISTINCT n.mid, f.model, f.stage FROM main.meeting_funding f JOIN numbered n USING (meeting_id) ORDER BY ALL;
CREATE TABLE reading.meeting_coalitions AS
SELECT DISTINCT n.mid, c.coalition FROM main.meeting_coalitions c JOIN numbered n USING (meeting_id) ORDER BY ALL;

-- The first meeting of each status at which a partner and a topic came together.
CREATE TABLE reading.first_talks AS
SELECT m.status, p.partner, t.topic, min(mid) AS mid
FROM reading.meetings m JOIN reading.meeting_partners p USING (mid) JOIN reading.meeting_topics t USING (mid)
GROUP BY ALL ORDER BY ALL;

-- Of articles, a value may stand here twice: to find out costs more than to pass over it.
CREATE TABLE reading.article_partners AS
SELECT a.aid, p.partner FROM main.mention_partners p JOIN reading.articles a USING (article_id) ORDER BY aid;
CREATE TABLE reading.article_topics AS
SELECT a.aid, t.topic FROM main.article_topics t JOIN reading.articles a USING (article_id) ORDER BY aid;
-- What can be said of funding, by number, as far as it was said. rank: of the stage, from 1.
CREATE TABLE reading.sayings AS
SELECT (row_number() OVER (ORDER BY model, partner, stage) - 1)::INTEGER AS saying, model, partner, stage,
       list_position(['mentioned', 'proposed', 'agreed', 'funded'], stage) AS rank
FROM (SELECT DISTINCT model, partner, stage FROM main.article_funding) ORDER BY saying;
-- alone: the article says no other model, partner or stage.
CREATE TABLE reading.article_funding AS
SELECT a.aid, a.published, a.outlet, a.lang, s.saying, f.model, f.partner, f.stage, s.rank,
       count(*) OVER (PARTITION BY a.aid) = 1 AS alone
FROM main.article_funding f JOIN reading.articles a USING (article_id) JOIN reading.sayings s USING (model, partner, stage)
ORDER BY a.aid, f.model, f.partner, f.stage;
CREATE TABLE reading.article_amounts AS
SELECT a.aid, a.published, a.outlet, a.lang, m.* EXCLUDE (article_id)
FROM main.article_amounts m JOIN reading.articles a USING (article_id) ORDER BY ALL;
-- How many articles speak of a model ('' of any) a day: an article has one day, so these can be added up.
CREATE TABLE reading.funding_days AS
SELECT coalesce(model, '') AS model, published, count(DISTINCT aid)::INTEGER AS articles
FROM reading.article_funding GROUP BY GROUPING SETS ((model, published), (published)) ORDER BY ALL;
CREATE TABLE reading.article_coalitions AS
SELECT DISTINCT a.aid, c.coalition FROM main.article_coalitions c JOIN reading.articles a USING (article_id) ORDER BY ALL;

-- Who told of a meeting, and in which language.
CREATE TABLE reading.meeting_outlets AS
SELECT DISTINCT n.mid, a.outlet, a.lang FROM reading.mentions n JOIN reading.articles a USING (aid) ORDER BY ALL;

-- The passage that shows an article's funding model best: that on which its stage rests, or else the first.
CREATE TABLE reading.passages AS
WITH staged AS (SELECT DISTINCT article_id, span_start AS a, span_end AS b FROM main.evidence WHERE field = 'stage')
SELECT a.aid, e.value AS model,
       arg_min({'start': e.span_start, 'end': e.span_end}, (s.article_id IS NULL, e.span_start)) AS span
FROM main.evidence e JOIN reading.articles a USING (article_id)
LEFT JOIN staged s ON s.article_id = e.article_id AND s.a < e.span_end AND s.b > e.span_start
WHERE e.field = 'funding' GROUP BY ALL ORDER BY ALL;

-- The values of the filters that occur anywhere, by number; likewise places and the partners' people, which
-- are no filters (offered: false). kind: of the code, as in reading.names; '' where it is its own name.
CREATE TABLE reading.codes AS
WITH occurring AS (
    SELECT 'partners' AS filter, 'partner' AS kind, partner AS code FROM reading.meeting_partners
    UNION SELECT 'partners', 'partner', partner FROM reading.article_funding
    UNION SELECT 'topics', 'topic', topic FROM reading.meeting_topics
    UNION SELECT 'models', 'funding', model FROM reading.meeting_funding
    UNION SELECT 'models', 'funding', model FROM reading.article_funding
    UNION SELECT 'stages', 'stage', stage FROM reading.meeting_funding
    UNION SELECT 'stages', 'stage', stage FROM reading.article_funding
    UNION SELECT 'coalitions', 'coalition', coalition FROM reading.meeting_coalitions
    UNION SELECT 'officials', 'person', person FROM reading.meeting_people WHERE side = 'ukraine'
    UNION SELECT 'outlets', '', outlet FROM reading.articles
    UNION SELECT 'langs', 'lang', lang FROM reading.articles
    UNION SELECT 'modes', 'mode', mode FROM reading.meetings
    UNION SELECT 'statuses', 'status', status FROM reading.meetings
    UNION SELECT 'places', 'place', place FROM reading.meetings
    UNION SELECT 'people', 'person', person FROM reading.meeting_people WHERE side = 'partner'
)
SELECT (row_number() OVER (ORDER BY filter, code) - 1)::INTEGER AS number, filter, kind, code,
       filter NOT IN ('places', 'people') AS offered
FROM occurring WHERE code <> '' ORDER BY number;

-- Which of them each meeting has, in lists: so that all are counted in one pass, without a join. The rest is the
-- meeting's. Filled by reading_codes.sql; what follows is in reading_counts.sql.
CREATE TABLE reading.meeting_codes (
    mid INTEGER, partners INTEGER[], topics INTEGER[], officials INTEGER[], people INTEGER[], place INTEGER,
    others INTEGER[], status VARCHAR, day DATE
);
