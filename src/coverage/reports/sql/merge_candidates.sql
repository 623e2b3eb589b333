-- Meetings that one meeting may be the same as, likeliest first: those it was nearly joined with, then
-- those of a partner of its own within 30 days.
-- grain: one row another meeting
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: other_id, day, partners, officials, near, partner_people, place, event
WITH one AS (
    SELECT mid, day FROM reading.meetings WHERE mid = $mid
), near AS (
    SELECT CASE meeting_id WHEN $meeting THEN other_id ELSE meeting_id END AS meeting_id, score
    FROM near_joins WHERE $meeting IN (meeting_id, other_id)
), same AS (
    SELECT mid FROM reading.meeting_partners
    WHERE partner IN (SELECT partner FROM reading.meeting_partners WHERE mid = $mid)
), found AS (
    SELECT m.mid, m.meeting_id, m.day, m.place, m.event, near.score, abs(m.day - one.day) AS apart
    FROM near JOIN reading.meetings m USING (meeting_id), one
    UNION ALL
    SELECT m.mid, m.meeting_id, m.day, m.place, m.event, NULL, abs(m.day - one.day)
    FROM one JOIN reading.meetings m ON m.day BETWEEN one.day - 30 AND one.day + 30
    WHERE m.mid IN (FROM same) AND m.meeting_id NOT IN (SELECT meeting_id FROM near)
), likeliest AS (
    FROM found WHERE mid <> $mid
    ORDER BY score DESC NULLS LAST, apart, meeting_id
    LIMIT 100
), sides AS (
    SELECT mid, string_agg(name_of('partner', partner), ', ' ORDER BY position) AS partners
    FROM likeliest JOIN reading.meeting_partners USING (mid) GROUP BY mid
), people AS (
    SELECT mid, listed(list(DISTINCT name_of('person', person)) FILTER (side = 'ukraine')) AS officials,
           listed(list(DISTINCT name_of('person', person)) FILTER (side = 'partner')) AS partner_people
    FROM likeliest JOIN reading.meeting_people USING (mid) GROUP BY mid
)
SELECT meeting_id AS other_id, day, partners, officials, score IS NOT NULL AS near,
       partner_people, name_of('place', place) AS place, event
FROM likeliest LEFT JOIN sides USING (mid) LEFT JOIN people USING (mid)
ORDER BY score DESC NULLS LAST, apart, meeting_id
