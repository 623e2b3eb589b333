-- Articles a language, and what was read out of them, whatever the scope.
-- grain: one row a language
-- parameters: none
-- columns: lang, lang_name, articles, with_meeting, with_topic, with_funding, evidence
SELECT a.lang, name_of('lang', a.lang) AS lang_name, count(*) AS articles,
       count(*) FILTER (a.article_id IN (SELECT article_id FROM mentions)) AS with_meeting,
       count(*) FILTER (a.article_id IN (SELECT article_id FROM article_topics)) AS with_topic,
       count(*) FILTER (a.article_id IN (SELECT article_id FROM article_funding)) AS with_funding,
       (SELECT count(*) FROM evidence e JOIN articles b USING (article_id) WHERE b.lang = a.lang) AS evidence
FROM articles a
GROUP BY a.lang
ORDER BY articles DESC, a.lang
