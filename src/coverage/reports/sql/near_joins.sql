-- Meetings that were nearly taken for one, nearest first: of one meeting where one is given, else of
-- all in scope.
-- grain: one row a pair of meetings
-- parameters: meeting (meeting_id or '')
-- columns: meeting_id, day, partners, other_id, other_day, other_partners, score, agreed, differed
WITH pairs AS (
    SELECT meeting_id, other_id, score, agreed, differed FROM near_joins
    UNION ALL
    SELECT other_id, meeting_id, score, agreed, differed FROM near_joins
)
SELECT p.meeting_id, coalesce(m.date, m.first_published) AS day,
       (SELECT string_agg(name_of('partner', q.partner), ', ' ORDER BY q.position)
        FROM meeting_partners q WHERE q.meeting_id = p.meeting_id) AS partners,
       p.other_id, coalesce(o.date, o.first_published) AS other_day,
       (SELECT string_agg(name_of('partner', q.partner), ', ' ORDER BY q.position)
        FROM meeting_partners q WHERE q.meeting_id = p.other_id) AS other_partners,
       p.score, array_to_string(p.agreed, ', ') AS agreed, array_to_string(p.differed, ', ') AS differed
FROM pairs p
JOIN meetings m USING (meeting_id)
JOIN meetings o ON o.meeting_id = p.other_id
WHERE CASE $meeting WHEN '' THEN p.meeting_id < p.other_id
                                 AND p.meeting_id IN (SELECT meeting_id FROM scope_meetings)
                    ELSE p.meeting_id = now_meeting($meeting) END
ORDER BY p.score DESC, day DESC, p.meeting_id, p.other_id
