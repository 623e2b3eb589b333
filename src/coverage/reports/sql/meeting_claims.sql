-- What the articles of one meeting say differently, with the value that is shown for the meeting.
-- code: the value as a correction names it.
-- grain: one row a field and value (only where there are several)
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: field, subject, subject_name, value, code, articles, outlets, first_published, shown, settled
SELECT field, subject,
       concat_ws(' · ', nullif(name_of('funding', split_part(subject, ':', 1)), ''),
                 nullif(name_of('partner', split_part(subject, ':', 2)), ''),
                 nullif(split_part(subject, ':', 3), '')) AS subject_name,
       CASE field WHEN 'mode' THEN name_of('mode', value) WHEN 'stage' THEN name_of('stage', value)
                  WHEN 'place' THEN name_of('place', value) ELSE value END AS value,
       value AS code, articles, outlets, first_published, shown, settled
FROM meeting_claims
WHERE meeting_id = $meeting
ORDER BY field, subject, shown DESC, articles DESC, meeting_claims.value
