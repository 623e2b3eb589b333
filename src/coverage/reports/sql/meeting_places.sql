-- Where the sides met.
-- grain: one row a place
-- parameters: none
-- columns: place, meetings, partner_count, officials, first_day, last_day
WITH met AS (
    SELECT m.place, s.mid, s.day FROM in_dated s JOIN reading.meetings m USING (mid) WHERE m.place IS NOT NULL
), counted AS (
    SELECT place, count(*) AS meetings, min(day) AS first_day, max(day) AS last_day FROM met GROUP BY place
), sides AS (
    SELECT place, count(DISTINCT partner) AS partner_count
    FROM met JOIN reading.meeting_partners USING (mid) GROUP BY place
), people AS (
    SELECT place, listed(list(name_of('person', person))) AS officials
    FROM (SELECT DISTINCT place, person FROM met JOIN reading.meeting_people USING (mid) WHERE side = 'ukraine')
    GROUP BY place
)
SELECT name_of('place', place) AS place, meetings, coalesce(partner_count, 0) AS partner_count,
       coalesce(officials, '') AS officials, first_day, last_day
FROM counted LEFT JOIN sides USING (place) LEFT JOIN people USING (place)
ORDER BY meetings DESC, place
