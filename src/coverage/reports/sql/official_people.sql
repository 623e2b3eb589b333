-- Whom of the partners' people each Ukrainian official met: in person or not, where, and last when.
-- own_partner: the partner at most of that person's meetings, in scope or not; several where they were only met
-- together. meeting_id: their last meeting.
-- grain: one row a Ukrainian official and a person of a partner's (only those that occur)
-- parameters: part (how many rows, as a number; '' for all), after (how many are passed over; '' for none)
-- columns: official, official_name, person, person_name, own_partner, meetings, articles, in_person, remote, multilateral, places, first_day, last_day, meeting_id
WITH met_pairs AS (
    SELECT c.*, official, person, sum(meetings) OVER (PARTITION BY official) AS every
    FROM in_people_pairs c JOIN reading.people_pairs USING (pair)
), part AS (
    FROM met_pairs ORDER BY every DESC, official, meetings DESC, last_day DESC, person
    LIMIT try_cast($part AS BIGINT) OFFSET coalesce(try_cast($after AS BIGINT), 0)
), met AS (
    FROM in_met SEMI JOIN part USING (pair)
), counted AS (
    SELECT pair, sum(own)::BIGINT AS own, count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote, count(*) FILTER (mode = 'multilateral') AS multilateral,
           min(day) AS first_day, max(mid) AS mid  -- in the order of days
    FROM met GROUP BY pair
), shared AS (
    SELECT pair, count(DISTINCT aid) AS n FROM in_shared JOIN met USING (mid) GROUP BY pair
), visited AS (
    SELECT pair, place, count(*) AS n FROM met WHERE place IS NOT NULL GROUP BY pair, place
), places AS (
    SELECT pair, in_order(list({'at': (-n, code), 'name': name_of('place', code) || ' ' || n})) AS places
    FROM visited JOIN reading.codes ON number = place GROUP BY pair
), own_side AS (
    SELECT person, listed(list(name_of('partner', partner))) AS partner
    FROM reading.own_partners SEMI JOIN part USING (person) GROUP BY person
)
SELECT official, name_of('person', official) AS official_name, person, name_of('person', person) AS person_name,
       coalesce(o.partner, '') AS own_partner, part.meetings, counted.own + coalesce(n, 0) AS articles,
       in_person, remote, multilateral, coalesce(places, '') AS places, first_day, last_day, m.meeting_id
FROM part
JOIN counted USING (pair)
LEFT JOIN shared USING (pair)
LEFT JOIN places USING (pair)
LEFT JOIN own_side o USING (person)
JOIN reading.meetings m USING (mid)
ORDER BY every DESC, official, part.meetings DESC, last_day DESC, person
