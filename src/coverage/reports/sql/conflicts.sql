-- What articles of one meeting say differently and nobody has settled: every value, the one that is
-- shown marked.
-- grain: one row a meeting, field and value
-- parameters: none
-- columns: meeting_id, day, partners, field, subject, subject_name, value, shown, articles, outlets, first_published, event
SELECT s.meeting_id, s.day,
       (SELECT string_agg(name_of('partner', p.partner), ', ' ORDER BY p.position)
        FROM meeting_partners p WHERE p.meeting_id = s.meeting_id) AS partners,
       c.field, c.subject, concat_ws(' · ', nullif(name_of('funding', split_part(c.subject, ':', 1)), ''),
                                      nullif(name_of('partner', split_part(c.subject, ':', 2)), ''),
                                      nullif(split_part(c.subject, ':', 3), '')) AS subject_name,
       CASE c.field WHEN 'mode' THEN name_of('mode', c.value) WHEN 'stage' THEN name_of('stage', c.value)
                    WHEN 'place' THEN name_of('place', c.value) ELSE c.value END AS value,
       c.shown, c.articles, c.outlets, c.first_published, m.event
FROM scope_meetings s
JOIN meetings m USING (meeting_id)
JOIN meeting_claims c USING (meeting_id)
WHERE NOT c.settled
ORDER BY s.day DESC, s.meeting_id, c.field, c.subject, c.shown DESC, c.articles DESC, c.value
