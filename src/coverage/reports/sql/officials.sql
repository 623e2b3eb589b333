-- Ukrainian officials by the number of meetings.
-- grain: one row an official
-- parameters: none
-- columns: official, official_name, meetings, articles, partner_count, in_person, remote, multilateral, first_day, last_day, met, places
WITH shared AS (
    SELECT person AS official, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_people USING (mid) WHERE side = 'ukraine' GROUP BY person
), side_names AS (
    SELECT official, {'at': (-meetings, partner), 'name': name_of('partner', partner) || ' ' || meetings} AS called
    FROM in_official_partners
), sides AS (
    SELECT official, count(*) AS partner_count, in_order(list(called)) AS met FROM side_names GROUP BY official
), place_names AS (
    SELECT official, {'at': (-meetings, place), 'name': name_of('place', place) || ' ' || meetings} AS called
    FROM in_official_places
), places AS (
    SELECT official, in_order(list(called)) AS places FROM place_names GROUP BY official
)
SELECT official, name_of('person', official) AS official_name, meetings, own + coalesce(n, 0) AS articles,
       coalesce(partner_count, 0) AS partner_count,
       in_person, remote, multilateral, first_day, last_day, met, places
FROM in_officials
LEFT JOIN shared USING (official)
LEFT JOIN sides USING (official)
LEFT JOIN places USING (official)
ORDER BY meetings DESC, official
