-- Articles that tell of a meeting in scope, newest first; with words to look for, those that
-- hold them in headline or text.
-- grain: one row an article
-- parameters: q (words in any of their forms, "in quotes" next to each other, begin*; '' for all),
--   most (how many of the newest, as a number; '' for all)
-- columns: article_id, published, outlet, lang, title, partners, topics, models, meetings, reprint_of, url
WITH fitting AS (
    SELECT aid, alone FROM in_tellings WHERE $q = '' OR aid IN (FROM in_found)
), counted AS (
    SELECT aid // 8192 AS thousands, count(*) AS n FROM fitting WHERE alone GROUP BY thousands
), edge AS (
    -- So many of the newest are from here on, that the others need not be sorted. aid is in the order of days.
    SELECT min(thousands) * 8192 AS aid
    FROM (SELECT thousands, sum(n) OVER (ORDER BY thousands DESC) - n AS newer FROM counted)
    WHERE newer < try_cast($most AS BIGINT)
), told AS (
    SELECT aid, count(*) AS meetings FROM fitting
    WHERE aid >= coalesce((SELECT aid FROM edge), 0) GROUP BY aid
    ORDER BY aid DESC LIMIT try_cast($most AS BIGINT)
), newest AS (
    SELECT f.aid, a.article_id, a.published, a.published_time, a.outlet, a.lang, a.title, a.url, f.meetings
    FROM told f
    JOIN reading.articles i USING (aid)
    JOIN articles a ON a.article_id = i.article_id
), partner_names AS (
    SELECT DISTINCT aid, name_of('partner', partner) AS name FROM newest JOIN reading.article_partners USING (aid)
), sides AS (
    SELECT aid, listed(list(name)) AS partners FROM partner_names GROUP BY aid
), topic_names AS (
    SELECT DISTINCT aid, {'at': topic, 'name': name_of('topic', topic)} AS called FROM newest JOIN reading.article_topics USING (aid)
), talked AS (
    SELECT aid, in_order(list(called)) AS topics FROM topic_names GROUP BY aid
), model_names AS (
    SELECT DISTINCT aid, name_of('funding', model) AS name FROM newest JOIN reading.article_funding USING (aid)
), paid AS (
    SELECT aid, listed(list(name)) AS models FROM model_names GROUP BY aid
), repeated AS (
    SELECT r.article_id, coalesce(nullif(o.outlet, ''), nullif(o.url, ''), o.article_id) AS original
    FROM reprints r SEMI JOIN newest USING (article_id) JOIN articles o ON o.article_id = r.source_id
)
SELECT a.article_id, a.published, a.outlet, a.lang, a.title, partners, topics, models, a.meetings,
       coalesce(o.original, '') AS reprint_of, a.url
FROM newest a
LEFT JOIN sides USING (aid)
LEFT JOIN talked USING (aid)
LEFT JOIN paid USING (aid)
LEFT JOIN repeated o USING (article_id)
ORDER BY a.published DESC, a.published_time DESC NULLS LAST, a.article_id
