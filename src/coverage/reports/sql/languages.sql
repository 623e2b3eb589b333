-- Articles a language, and what was read out of them, whatever the scope.
-- grain: one row a language
-- parameters: none
-- columns: lang, lang_name, articles, with_meeting, with_topic, with_funding, evidence
SELECT lang, name_of('lang', lang) AS lang_name, articles, with_meeting, with_topic, with_funding,
       coalesce(evidence, 0) AS evidence
FROM reading.languages
ORDER BY articles DESC, lang
