-- What reading.sql begins, from the codes of meetings on.
-- Which of those pairs met where; the rest is the meeting's.
CREATE TABLE reading.meeting_pairs AS
SELECT mid, pair, m.status, m.day, own, mode, c.place
FROM reading.meeting_people ours JOIN reading.meeting_people theirs USING (mid)
JOIN reading.people_pairs p ON p.official = ours.person AND p.person = theirs.person
JOIN reading.meetings m USING (mid) JOIN reading.meeting_codes c USING (mid)
WHERE ours.side = 'ukraine' AND theirs.side = 'partner' ORDER BY mid, pair;

-- Of each day and status: how many meetings have a code, or two of them together, how many articles tell of such
-- a meeting alone, and how the sides met. Where only a period and statuses are asked for, counts are sums of these.
CREATE TABLE reading.code_days AS
SELECT number, status, day, count(*)::INTEGER AS meetings, sum(own)::INTEGER AS own,
       count(*) FILTER (mode = 'in_person')::INTEGER AS in_person,
       count(*) FILTER (mode = 'remote')::INTEGER AS remote,
       count(*) FILTER (mode = 'multilateral')::INTEGER AS multilateral
FROM (SELECT unnest(list_concat(partners, topics, officials, others, [c.place])) AS number, m.status, m.day, own, mode
      FROM reading.meetings m JOIN reading.meeting_codes c USING (mid))
WHERE number IS NOT NULL GROUP BY number, status, day ORDER BY number, day, status;

-- kind: what a and b are; of two topics both ways round.
CREATE TABLE reading.pair_days AS
WITH met AS (
    SELECT m.status, m.day, own, mode, partners, topics, officials, c.place
    FROM reading.meetings m JOIN reading.meeting_codes c USING (mid)
), sides AS (
    SELECT 'partner_topic' AS kind, unnest(partners) AS a, topics AS others, status, day, own, mode FROM met
    UNION ALL SELECT 'partner_place', unnest(partners), [place], status, day, own, mode FROM met WHERE place IS NOT NULL
    UNION ALL SELECT 'official_partner', unnest(officials), partners, status, day, own, mode FROM met
    UNION ALL SELECT 'official_place', unnest(officials), [place], status, day, own, mode FROM met WHERE place IS NOT NULL
    UNION ALL SELECT 'topic_topic', unnest(topics), topics, status, day, own, mode FROM met
), paired AS (
    SELECT kind, a, unnest(others) AS b, status, day, own, mode FROM sides
)
SELECT kind, a, b, status, day, count(*)::INTEGER AS meetings, sum(own)::INTEGER AS own,
       count(*) FILTER (mode = 'in_person')::INTEGER AS in_person,
       count(*) FILTER (mode = 'remote')::INTEGER AS remote,
       count(*) FILTER (mode = 'multilateral')::INTEGER AS multilateral
FROM paired WHERE a <> b GROUP BY kind, a, b, status, day ORDER BY day, kind, a, b, status;

-- The same by whole months: eight times fewer rows.
CREATE TABLE reading.pair_months AS
SELECT kind, a, b, status, date_trunc('month', day)::DATE AS month, sum(meetings)::INTEGER AS meetings,
       sum(own)::INTEGER AS own, sum(in_person)::INTEGER AS in_person, sum(remote)::INTEGER AS remote,
       sum(multilateral)::INTEGER AS multilateral, max(day) AS last_day
FROM reading.pair_days GROUP BY kind, a, b, status, month ORDER BY kind, a, b, month, status;

-- How many articles each outlet published a day.
CREATE TABLE reading.outlet_days AS
SELECT outlet, lang, published, count(*)::INTEGER AS articles
FROM reading.articles GROUP BY outlet, lang, published ORDER BY published, outlet, lang;

-- The steps of a partner and model whatever the scope: see in_steps of the reports. aid: the first article that
-- says the stage.
CREATE TABLE reading.steps AS
SELECT * FROM (SELECT partner, model, stage, any_value(rank) AS rank, min(published) AS day, min(aid) AS aid
               FROM reading.article_funding GROUP BY partner, model, stage)
QUALIFY coalesce(day < min(day) OVER (PARTITION BY partner, model ORDER BY rank DESC
                                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true)
ORDER BY partner, model, rank;

-- What the store holds as a whole, whatever the scope. sample: articles of data/sample, known by the names of its
-- files and its ids, from whatever folder they were read: their texts are no outlet's.
CREATE TABLE reading.freshness AS
SELECT count(*) AS articles, (SELECT count(*) FROM main.meetings) AS meetings,
       count(DISTINCT outlet) AS outlets, count(DISTINCT lang) AS languages,
       (SELECT count(DISTINCT aid) FROM reading.mentions) AS with_meeting,
       (SELECT count(DISTINCT aid) FROM reading.article_funding) AS with_funding,
       min(published) AS first_published, max(published) AS last_published,
       max(ingested_at) AS last_ingested, count(DISTINCT codebook_version) AS codebook_versions,
       (SELECT count(*) FROM main.rejections) AS rejections,
       count(*) FILTER (starts_with(given_id, lang || '-')
                        AND regexp_matches(source, '(^|[/\\!])(en|ru|uk)\.jsonl:[0-9]+$')
                        AND regexp_matches(given_id, '^(en|ru|uk)-[0-9]{3}$')) AS sample
FROM main.articles;

CREATE TABLE reading.languages AS
SELECT lang, count(*) AS articles,
       (SELECT count(*) FROM reading.articles a SEMI JOIN reading.mentions USING (aid) WHERE a.lang = l.lang) AS with_meeting,
       (SELECT count(*) FROM reading.articles a SEMI JOIN reading.article_topics USING (aid) WHERE a.lang = l.lang) AS with_topic,
       (SELECT count(*) FROM reading.articles a SEMI JOIN reading.article_funding USING (aid) WHERE a.lang = l.lang) AS with_funding,
       (SELECT count(*) FROM main.evidence JOIN reading.articles a USING (article_id) WHERE a.lang = l.lang) AS evidence
FROM reading.articles l GROUP BY lang;

DROP TABLE numbered;
CREATE TABLE reading.about AS SELECT 12 AS version;
