-- What the articles of one meeting say differently, with the value that is shown for the meeting.
-- code: the value as a correction names it. told_by: the outlets that say so; article_id, quote: the first
-- of their articles, and the sentence in it.
-- grain: one row a field and value (only where there are several)
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: field, subject, subject_name, value, code, articles, outlets, first_published, shown, settled, told_by, article_id, quote
WITH claims AS (
    FROM meeting_claims WHERE meeting_id = $meeting
), telling AS (
    FROM mentions WHERE meeting_id = $meeting AND EXISTS (FROM claims)  -- most meetings have no conflict
), told AS (
    SELECT article_id, outlet, published FROM articles WHERE article_id IN (SELECT article_id FROM telling)
), said AS (
    SELECT article_id, 'mode' AS field, '' AS subject, mode AS value, NULL::INTEGER AS a, NULL::INTEGER AS b FROM telling
    UNION ALL
    SELECT article_id, 'date', '', date::VARCHAR, NULL, NULL FROM telling
    UNION ALL
    SELECT article_id, 'place', '', place, NULL, NULL FROM telling
    UNION ALL
    SELECT article_id, 'stage', model || ':' || partner, stage, NULL, NULL FROM article_funding WHERE article_id IN (SELECT article_id FROM told)
    UNION ALL
    SELECT article_id, 'amount', concat_ws(':', model, partner, currency), figure::BIGINT::VARCHAR, span_start, span_end
    FROM article_amounts WHERE article_id IN (SELECT article_id FROM told)
), by_whom AS (
    SELECT field, subject, value, string_agg(DISTINCT outlet, ', ' ORDER BY outlet) AS told_by,
           arg_min({'id': article_id, 'a': a, 'b': b}, (published, article_id)) AS first
    FROM said JOIN told USING (article_id) GROUP BY field, subject, value
), shown_where AS (
    SELECT e.article_id, e.field, e.value, arg_min({'a': span_start, 'b': span_end}, span_start) AS at
    FROM evidence e
    WHERE e.article_id IN (SELECT article_id FROM told) AND e.field IN ('mode', 'date', 'place') GROUP BY ALL
)
SELECT c.field, c.subject,
       concat_ws(' · ', nullif(name_of('funding', split_part(c.subject, ':', 1)), ''),
                 nullif(name_of('partner', split_part(c.subject, ':', 2)), ''),
                 nullif(split_part(c.subject, ':', 3), '')) AS subject_name,
       CASE c.field WHEN 'mode' THEN name_of('mode', c.value) WHEN 'stage' THEN name_of('stage', c.value)
                    WHEN 'place' THEN name_of('place', c.value) ELSE c.value END AS value,
       c.value AS code, c.articles, c.outlets, c.first_published, c.shown, c.settled,
       coalesce(w.told_by, '') AS told_by, coalesce(w.first.id, '') AS article_id,
       CASE c.field WHEN 'stage' THEN funding_quote(w.first.id, split_part(c.subject, ':', 1))
                    ELSE sentence_of(a.title || chr(10) || chr(10) || a.body, coalesce(w.first.a, e.at.a),
                                     coalesce(w.first.b, e.at.b)) END AS quote
FROM claims c
LEFT JOIN by_whom w ON w.field = c.field AND w.subject = c.subject AND w.value = c.value
LEFT JOIN shown_where e ON e.article_id = w.first.id AND e.field = c.field AND e.value = c.value
LEFT JOIN articles a ON a.article_id = w.first.id
ORDER BY c.field, c.subject, c.shown DESC, c.articles DESC, c.value
