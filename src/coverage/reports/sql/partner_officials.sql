-- The partners' people who met Ukraine's side, and whom they met. partners: those at their meetings, with how
-- many; a person's own is at all of them.
-- grain: one row a person
-- parameters: none
-- columns: person, person_name, meetings, partners, officials, first_day, last_day
WITH met AS (
    SELECT h.person, s.mid, s.day FROM in_dated s JOIN reading.meeting_people h USING (mid) WHERE h.side = 'partner'
), counted AS (
    SELECT person, count(*) AS meetings, min(day) AS first_day, max(day) AS last_day FROM met GROUP BY person
), side_names AS (
    SELECT person, {'at': (-n, partner), 'name': name_of('partner', partner) || ' ' || n} AS called
    FROM (SELECT person, partner, count(*) AS n
          FROM met JOIN reading.meeting_partners USING (mid) GROUP BY person, partner)
), sides AS (
    SELECT person, in_order(list(called)) AS partners FROM side_names GROUP BY person
), ours AS (
    SELECT person, listed(list(name_of('person', official))) AS officials
    FROM (SELECT DISTINCT met.person, h.person AS official
          FROM met JOIN reading.meeting_people h USING (mid) WHERE h.side = 'ukraine') GROUP BY person
)
SELECT person, name_of('person', person) AS person_name, meetings, coalesce(partners, '') AS partners,
       coalesce(officials, '') AS officials, first_day, last_day
FROM counted LEFT JOIN sides USING (person) LEFT JOIN ours USING (person)
ORDER BY meetings DESC, person
