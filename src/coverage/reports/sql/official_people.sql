-- Whom of the partners' people each Ukrainian official met: in person or not, where, and last when.
-- own_partner: the partner at most of that person's meetings, in scope or not; several where they were only met
-- together. meeting_id: their last meeting.
-- grain: one row a Ukrainian official and a person of a partner's (only those that occur)
-- parameters: none
-- columns: official, official_name, person, person_name, own_partner, meetings, articles, in_person, remote, multilateral, places, first_day, last_day, meeting_id
WITH met AS (
    SELECT pair, mid, day, own, mode, place FROM in_meetings JOIN reading.meeting_pairs USING (mid)
), counted AS (
    SELECT pair, count(*) AS meetings, sum(own)::BIGINT AS own,
           count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote,
           count(*) FILTER (mode = 'multilateral') AS multilateral,
           min(day) AS first_day, max(day) AS last_day, max(mid) AS mid  -- in the order of days
    FROM met GROUP BY pair
), shared AS (
    SELECT pair, count(DISTINCT aid) AS n FROM in_shared JOIN reading.meeting_pairs USING (mid) GROUP BY pair
), visited AS (
    SELECT pair, place, count(*) AS n FROM met WHERE place IS NOT NULL GROUP BY pair, place
), place_names AS (
    SELECT pair, {'at': (-n, place), 'name': name_of('place', place) || ' ' || n} AS called FROM visited
), places AS (
    SELECT pair, in_order(list(called)) AS places FROM place_names GROUP BY pair
), own_side AS (
    SELECT person, listed(list(name_of('partner', partner))) AS partner FROM reading.own_partners GROUP BY person
)
SELECT official, name_of('person', official) AS official_name, person, name_of('person', person) AS person_name,
       coalesce(o.partner, '') AS own_partner, counted.meetings, counted.own + coalesce(n, 0) AS articles,
       in_person, remote, multilateral, coalesce(places, '') AS places, first_day, last_day, m.meeting_id
FROM counted
JOIN reading.people_pairs USING (pair)
LEFT JOIN shared USING (pair)
LEFT JOIN places USING (pair)
LEFT JOIN own_side o USING (person)
JOIN reading.meetings m USING (mid)
ORDER BY sum(counted.meetings) OVER (PARTITION BY official) DESC, official, counted.meetings DESC, last_day DESC, person
