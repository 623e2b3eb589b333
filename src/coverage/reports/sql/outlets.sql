-- Outlets: what each told, and how fresh it is. The scope's filters hold; first and newest day
-- are of all its articles, whatever the scope.
-- grain: one row an outlet and language
-- parameters: none
-- columns: outlet, lang, lang_name, articles, meetings, stored, reprints, first_published, last_published
WITH told AS (
    SELECT a.outlet, a.lang, count(DISTINCT t.aid) AS articles,
           count(DISTINCT t.mid) AS meetings
    FROM in_tellings t JOIN reading.articles a USING (aid) GROUP BY a.outlet, a.lang
), stored AS (
    SELECT outlet, lang, count(*) AS stored, count(share) AS reprints,
           min(published) AS first_published, max(published) AS last_published
    FROM reading.articles LEFT JOIN reprints USING (article_id) GROUP BY outlet, lang
)
SELECT outlet, lang, name_of('lang', lang) AS lang_name, coalesce(articles, 0) AS articles,
       coalesce(meetings, 0) AS meetings, stored, reprints, first_published, last_published
FROM stored
LEFT JOIN told USING (outlet, lang)
ORDER BY stored DESC, outlet, lang
