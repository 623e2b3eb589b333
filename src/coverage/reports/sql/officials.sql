-- Ukrainian officials by the number of meetings.
-- grain: one row an official
-- parameters: none
-- columns: official, official_name, meetings, articles, partner_count, in_person, remote, multilateral, first_day, last_day, met, places
WITH met AS (
    SELECT h.person AS official, s.mid, s.day, s.own, m.mode, m.place
    FROM in_meetings s
    JOIN reading.meeting_people h USING (mid)
    JOIN (SELECT mid, mode, place FROM reading.meetings) m USING (mid)
    WHERE h.side = 'ukraine'
), counted AS (
    SELECT official, count(*) AS meetings, sum(own)::BIGINT AS own,
           count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote,
           count(*) FILTER (mode = 'multilateral') AS multilateral,
           min(day) AS first_day, max(day) AS last_day
    FROM met GROUP BY official
), shared AS (
    SELECT person AS official, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_people USING (mid) WHERE side = 'ukraine' GROUP BY person
), pairs AS (
    SELECT official, partner, count(*) AS n
    FROM met JOIN reading.meeting_partners USING (mid) GROUP BY official, partner
), sides AS (
    SELECT official, count(*) AS partner_count,
           string_agg(name_of('partner', partner) || ' ' || n, ', ' ORDER BY n DESC, partner) AS met
    FROM pairs GROUP BY official
), visited AS (
    SELECT official, place, count(*) AS n FROM met WHERE place IS NOT NULL GROUP BY official, place
), places AS (
    SELECT official, string_agg(name_of('place', place) || ' ' || n, ', ' ORDER BY n DESC, place) AS places
    FROM visited GROUP BY official
)
SELECT official, name_of('person', official) AS official_name, meetings, own + coalesce(n, 0) AS articles,
       coalesce(partner_count, 0) AS partner_count,
       in_person, remote, multilateral, first_day, last_day, met, places
FROM counted
LEFT JOIN shared USING (official)
LEFT JOIN sides USING (official)
LEFT JOIN places USING (official)
ORDER BY meetings DESC, official
