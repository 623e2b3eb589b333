-- Meetings that were nearly taken for one, nearest first: of one meeting where one is given, else of
-- all in scope.
-- grain: one row a pair of meetings
-- parameters: meeting (meeting_id or '')
-- columns: meeting_id, day, partners, other_id, other_day, other_partners, score, agreed, differed
WITH pairs AS (
    SELECT meeting_id, other_id, score, agreed, differed FROM near_joins
    WHERE $meeting = '' AND meeting_id < other_id AND meeting_id IN (SELECT meeting_id FROM scope_meetings)
    UNION ALL
    SELECT other_id, meeting_id, score, agreed, differed FROM near_joins
    WHERE $meeting = '' AND other_id < meeting_id AND other_id IN (SELECT meeting_id FROM scope_meetings)
    UNION ALL
    SELECT meeting_id, other_id, score, agreed, differed FROM near_joins WHERE meeting_id = $meeting
    UNION ALL
    SELECT other_id, meeting_id, score, agreed, differed FROM near_joins WHERE other_id = $meeting
), met AS (
    FROM reading.meetings SEMI JOIN (SELECT meeting_id FROM pairs UNION SELECT other_id FROM pairs) USING (meeting_id)
), sides AS (
    SELECT mid, string_agg(name_of('partner', partner), ', ' ORDER BY position) AS partners
    FROM met JOIN reading.meeting_partners USING (mid) GROUP BY mid
)
SELECT p.meeting_id, m.day, s.partners, p.other_id, o.day AS other_day, t.partners AS other_partners,
       p.score, array_to_string(p.agreed, ', ') AS agreed, array_to_string(p.differed, ', ') AS differed
FROM pairs p
JOIN met m USING (meeting_id) LEFT JOIN sides s ON s.mid = m.mid
JOIN met o ON o.meeting_id = p.other_id LEFT JOIN sides t ON t.mid = o.mid
ORDER BY p.score DESC, m.day DESC, p.meeting_id, p.other_id
