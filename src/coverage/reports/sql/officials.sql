-- Ukrainian officials by the number of meetings.
-- grain: one row an official
-- parameters: none
-- columns: official, official_name, meetings, articles, partner_count, in_person, remote, multilateral, first_day, last_day, met, places
WITH met AS (
    SELECT unnest(officials) AS number, day, own, mode, place FROM in_meetings JOIN reading.meeting_codes USING (mid)
), numbered AS (
    SELECT number, count(*) AS meetings, sum(own)::BIGINT AS own,
           count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote,
           count(*) FILTER (mode = 'multilateral') AS multilateral,
           min(day) AS first_day, max(day) AS last_day
    FROM met GROUP BY number
), counted AS (
    SELECT code AS official, n.* FROM numbered n JOIN reading.codes USING (number)
), shared AS (
    SELECT person AS official, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_people USING (mid) WHERE side = 'ukraine' GROUP BY person
), side_names AS (
    SELECT official, {'at': (-meetings, partner), 'name': name_of('partner', partner) || ' ' || meetings} AS called
    FROM in_official_partners
), sides AS (
    SELECT official, count(*) AS partner_count, in_order(list(called)) AS met FROM side_names GROUP BY official
), visited AS (
    SELECT number, place, count(*) AS n FROM met WHERE place IS NOT NULL GROUP BY number, place
), place_names AS (
    SELECT code AS official, {'at': (-n, place), 'name': name_of('place', place) || ' ' || n} AS called
    FROM visited JOIN reading.codes USING (number)
), places AS (
    SELECT official, in_order(list(called)) AS places FROM place_names GROUP BY official
)
SELECT official, name_of('person', official) AS official_name, meetings, own + coalesce(n, 0) AS articles,
       coalesce(partner_count, 0) AS partner_count,
       in_person, remote, multilateral, first_day, last_day, met, places
FROM counted
LEFT JOIN shared USING (official)
LEFT JOIN sides USING (official)
LEFT JOIN places USING (official)
ORDER BY meetings DESC, official
