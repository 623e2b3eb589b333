-- The meetings that one article tells of.
-- grain: one row a meeting
-- parameters: article (article_id)
-- columns: meeting_id, day, status, mode, partners, place
WITH met AS (
    FROM reading.meetings SEMI JOIN (SELECT mid FROM reading.mentions WHERE aid = $aid) USING (mid)
), sides AS (
    SELECT mid, string_agg(name_of('partner', partner), ', ' ORDER BY position) AS partners
    FROM met JOIN reading.meeting_partners USING (mid) GROUP BY mid
)
SELECT meeting_id, day, name_of('status', status) AS status, name_of('mode', mode) AS mode,
       partners, name_of('place', place) AS place
FROM met LEFT JOIN sides USING (mid)
ORDER BY day, meeting_id
