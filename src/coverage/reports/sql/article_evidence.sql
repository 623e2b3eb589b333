-- Why an article was coded as it was: the passages, in the order of the text.
-- grain: one row a passage and value
-- parameters: article (article_id)
-- columns: field, value, value_name, span_start, span_end, rule, ordinal, meeting_id
WITH told AS (
    SELECT ordinal, meeting_id FROM mentions WHERE article_id = $article
)
SELECT e.field, e.value,
       name_of(CASE e.field WHEN 'partner' THEN 'partner' WHEN 'topic' THEN 'topic'
                            WHEN 'funding' THEN 'funding' WHEN 'stage' THEN 'stage'
                            WHEN 'coalition' THEN 'coalition' WHEN 'status' THEN 'status'
                            WHEN 'mode' THEN 'mode' WHEN 'place' THEN 'place' WHEN 'ukraine' THEN 'person'
                            WHEN 'partner_people' THEN 'person' ELSE '' END, e.value) AS value_name,
       e.span_start, e.span_end, e.rule, e.ordinal, n.meeting_id
FROM evidence e
LEFT JOIN told n USING (ordinal)
WHERE e.article_id = $article
ORDER BY e.span_start, e.span_end, e.field, e.value, e.ordinal
