-- What the articles of one meeting say differently, with the value that is shown for the meeting.
-- grain: one row a field and value (only where there are several)
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: field, subject, value, articles, outlets, first_published, shown, settled
SELECT field, subject,
       CASE field WHEN 'mode' THEN name_of('mode', value) WHEN 'stage' THEN name_of('stage', value)
                  ELSE value END AS value,
       articles, outlets, first_published, shown, settled
FROM meeting_claims
WHERE meeting_id = now_meeting($meeting)
ORDER BY field, subject, shown DESC, articles DESC, value
