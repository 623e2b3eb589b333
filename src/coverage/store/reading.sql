-- What the reports of a page count by, made when a snapshot is published: numbers in place of ids (mid
-- for meetings, aid for articles, both in the order of their days, so that a period lies together), and
-- no more columns than are counted by. With ids of sixteen letters the same queries took three to ten
-- times as long.
DROP SCHEMA IF EXISTS reading CASCADE;
CREATE SCHEMA reading;

CREATE TABLE reading.articles AS
SELECT (row_number() OVER (ORDER BY published, article_id) - 1)::INTEGER AS aid, article_id, published, outlet, lang
FROM main.articles ORDER BY aid;

CREATE TEMP TABLE numbered AS
SELECT (row_number() OVER (ORDER BY coalesce(date, first_published), meeting_id) - 1)::INTEGER AS mid, meeting_id
FROM main.meetings;

-- alone: the article tells of no other meeting, so that nobody need look whether it was counted already.
CREATE TABLE reading.mentions AS
SELECT aid, mid, count(*) OVER (PARTITION BY aid) = 1 AS alone
FROM (SELECT DISTINCT a.aid, n.mid FROM main.mentions t
      JOIN reading.articles a USING (article_id) JOIN numbered n USING (meeting_id))
ORDER BY mid, aid;

-- own: how many articles tell of this meeting alone.
CREATE TABLE reading.meetings AS
SELECT n.mid, m.meeting_id, coalesce(m.date, m.first_published) AS day, m.status, m.mode, m.place,
       coalesce(t.own, 0)::INTEGER AS own
FROM main.meetings m JOIN numbered n USING (meeting_id)
LEFT JOIN (SELECT mid, count(*) AS own FROM reading.mentions WHERE alone GROUP BY mid) t USING (mid)
ORDER BY n.mid;

CREATE TABLE reading.meeting_partners AS
SELECT DISTINCT n.mid, p.partner FROM main.meeting_partners p JOIN numbered n USING (meeting_id) ORDER BY ALL;
CREATE TABLE reading.meeting_people AS
SELECT DISTINCT n.mid, p.side, p.person FROM main.meeting_people p JOIN numbered n USING (meeting_id) ORDER BY ALL;
CREATE TABLE reading.meeting_topics AS
SELECT DISTINCT n.mid, t.topic FROM main.meeting_topics t JOIN numbered n USING (meeting_id) ORDER BY ALL;
CREATE TABLE reading.meeting_funding AS
SELECT DISTINCT n.mid, f.model, f.stage FROM main.meeting_funding f JOIN numbered n USING (meeting_id) ORDER BY ALL;
CREATE TABLE reading.meeting_coalitions AS
SELECT DISTINCT n.mid, c.coalition FROM main.meeting_coalitions c JOIN numbered n USING (meeting_id) ORDER BY ALL;

CREATE TABLE reading.article_partners AS
SELECT DISTINCT a.aid, p.partner FROM main.mention_partners p JOIN reading.articles a USING (article_id) ORDER BY ALL;
CREATE TABLE reading.article_topics AS
SELECT DISTINCT a.aid, t.topic FROM main.article_topics t JOIN reading.articles a USING (article_id) ORDER BY ALL;
CREATE TABLE reading.article_funding AS
SELECT a.aid, a.published AS day, f.model, f.partner, f.stage
FROM main.article_funding f JOIN reading.articles a USING (article_id) ORDER BY ALL;
CREATE TABLE reading.article_coalitions AS
SELECT DISTINCT a.aid, c.coalition FROM main.article_coalitions c JOIN reading.articles a USING (article_id) ORDER BY ALL;

DROP TABLE numbered;
CREATE TABLE reading.about AS SELECT 1 AS version;
