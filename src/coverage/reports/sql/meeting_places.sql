-- Where the sides met.
-- grain: one row a place
-- parameters: none
-- columns: place, meetings, partner_count, officials, first_day, last_day
WITH sides AS (
    SELECT place, count(*) AS partner_count FROM in_partner_places GROUP BY place
), people AS (
    SELECT place, listed(list(name_of('person', official))) AS officials FROM in_official_places GROUP BY place
)
SELECT name_of('place', place) AS place, meetings, coalesce(partner_count, 0) AS partner_count,
       coalesce(officials, '') AS officials, first_day, last_day
FROM in_places LEFT JOIN sides USING (place) LEFT JOIN people USING (place)
ORDER BY meetings DESC, place
