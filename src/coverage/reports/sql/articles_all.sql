-- All articles that fit by themselves and were published in the period, with or without a
-- meeting, newest first; with words to look for, those that hold them in headline or
-- text.
-- grain: one row an article
-- parameters: q (words in any of their forms, "in quotes" next to each other, begin*; '' for all),
--   most (how many of the newest, as a number; '' for all)
-- columns: article_id, published, outlet, lang, title, partners, topics, models, meetings, reprint_of, url
WITH told AS (
    SELECT aid, count(*) AS meetings FROM in_tellings GROUP BY aid
), fitting AS (
    SELECT aid, coalesce(told.meetings, 0) AS meetings
    FROM in_published LEFT JOIN told USING (aid)
    WHERE $q = '' OR aid IN (SELECT i.aid FROM scope_found JOIN reading.articles i USING (article_id))
), newest AS (
    SELECT f.aid, a.article_id, a.published, a.published_time, a.outlet, a.lang, a.title, a.url, f.meetings
    FROM (
        FROM fitting ORDER BY aid DESC  -- in the order of days
        LIMIT (SELECT coalesce(try_cast($most AS BIGINT), (SELECT count(*) FROM fitting)))
    ) f
    JOIN reading.articles i USING (aid)
    JOIN articles a ON a.article_id = i.article_id
)
SELECT a.article_id, a.published, a.outlet, a.lang, a.title,
       (SELECT listed(list(DISTINCT name_of('partner', p.partner))) FROM reading.article_partners p
        WHERE p.aid = a.aid) AS partners,
       (SELECT string_agg(name_of('topic', t.topic), ', ' ORDER BY t.topic) FROM reading.article_topics t
        WHERE t.aid = a.aid) AS topics,
       (SELECT listed(list(DISTINCT name_of('funding', f.model))) FROM reading.article_funding f
        WHERE f.aid = a.aid) AS models,
       a.meetings, coalesce(o.outlet, '') AS reprint_of, a.url
FROM newest a
LEFT JOIN reprints r USING (article_id)
LEFT JOIN articles o ON o.article_id = r.source_id
ORDER BY a.published DESC, a.published_time DESC NULLS LAST, a.article_id
