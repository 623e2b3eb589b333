-- The sentences that the view rests on: each coded value of its articles with the sentence that shows
-- it, and the rule.
-- grain: one row a passage and value
-- parameters: none
-- columns: article_id, meeting_id, field, value, value_name, quote, rule, url
SELECT e.article_id, n.meeting_id, e.field, e.value, name_of(e.field, e.value) AS value_name,
       sentence_of(a.title || chr(10) || chr(10) || a.body, e.span_start, e.span_end) AS quote,
       e.rule, a.url
FROM evidence e
JOIN articles a USING (article_id)
LEFT JOIN mentions n ON n.article_id = e.article_id AND n.ordinal = e.ordinal
WHERE e.article_id IN (FROM scope_articles UNION SELECT article_id FROM scope_funding)
ORDER BY a.published DESC, e.article_id, e.span_start, e.span_end, e.field, e.value, e.ordinal
