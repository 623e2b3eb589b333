-- Whom of the partners' people each Ukrainian official met: in person or not, where, and last when.
-- own_partner: the partner at most of that person's meetings, in scope or not; several where they were only met
-- together. meeting_id: their last meeting.
-- grain: one row a Ukrainian official and a person of a partner's (only those that occur)
-- parameters: none
-- columns: official, official_name, person, person_name, own_partner, meetings, articles, in_person, remote, multilateral, places, first_day, last_day, meeting_id
WITH pairs AS (
    SELECT mid, ours.person AS official, theirs.person
    FROM reading.meeting_people ours JOIN reading.meeting_people theirs USING (mid)
    WHERE ours.side = 'ukraine' AND theirs.side = 'partner'
), met AS (
    SELECT p.official, p.person, s.mid, s.day, s.own, s.mode, s.place FROM in_meetings s JOIN pairs p USING (mid)
), counted AS (
    SELECT official, person, count(*) AS meetings, sum(own)::BIGINT AS own,
           count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote,
           count(*) FILTER (mode = 'multilateral') AS multilateral,
           min(day) AS first_day, max(day) AS last_day, max(mid) AS mid  -- in the order of days
    FROM met GROUP BY official, person
), shared AS (
    SELECT official, person, count(DISTINCT aid) AS n
    FROM in_shared JOIN pairs USING (mid) GROUP BY official, person
), visited AS (
    SELECT official, person, place, count(*) AS n FROM met WHERE place IS NOT NULL GROUP BY ALL
), place_names AS (
    SELECT official, person, {'at': (-n, place), 'name': name_of('place', place) || ' ' || n} AS called FROM visited
), places AS (
    SELECT official, person, in_order(list(called)) AS places FROM place_names GROUP BY official, person
), sides AS (
    SELECT person, partner, count(*) AS n
    FROM reading.meeting_people JOIN reading.meeting_partners USING (mid)
    WHERE side = 'partner' AND person IN (SELECT person FROM counted)
    GROUP BY person, partner
    QUALIFY n = max(n) OVER (PARTITION BY person)
), own_side AS (
    SELECT person, listed(list(name_of('partner', partner))) AS partner FROM sides GROUP BY person
)
SELECT official, name_of('person', official) AS official_name, person, name_of('person', person) AS person_name,
       coalesce(o.partner, '') AS own_partner, counted.meetings, counted.own + coalesce(n, 0) AS articles,
       in_person, remote, multilateral, coalesce(places, '') AS places, first_day, last_day, m.meeting_id
FROM counted
LEFT JOIN shared USING (official, person)
LEFT JOIN places USING (official, person)
LEFT JOIN own_side o USING (person)
JOIN reading.meetings m USING (mid)
ORDER BY sum(counted.meetings) OVER (PARTITION BY official) DESC, official_name, counted.meetings DESC, last_day DESC, person_name
