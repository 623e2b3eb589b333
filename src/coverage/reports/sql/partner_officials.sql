-- The partners' people who met Ukraine's side, and whom they met. partners: those at their meetings, with how
-- many; a person's own is at all of them.
-- grain: one row a person
-- parameters: part (how many rows, as a number; '' for all), after (how many are passed over; '' for none)
-- columns: person, person_name, meetings, partners, officials, first_day, last_day
WITH ranked AS (
    SELECT number, code AS person, meetings, first_day, last_day FROM in_people JOIN reading.codes USING (number)
), part AS (
    FROM ranked ORDER BY meetings DESC, person
    LIMIT try_cast($part AS BIGINT) OFFSET coalesce(try_cast($after AS BIGINT), 0)
), sides AS (
    SELECT p.number, in_order(list({'at': (-p.meetings, code), 'name': name_of('partner', code) || ' ' || p.meetings})) AS partners
    FROM in_people_partners p SEMI JOIN part USING (number) JOIN reading.codes c ON c.number = p.partner GROUP BY p.number
), ours AS (
    SELECT person, listed(list(name_of('person', official))) AS officials
    FROM in_people_pairs JOIN reading.people_pairs USING (pair) SEMI JOIN part USING (person) GROUP BY person
)
SELECT person, name_of('person', person) AS person_name, meetings, coalesce(partners, '') AS partners,
       coalesce(officials, '') AS officials, first_day, last_day
FROM part LEFT JOIN sides USING (number) LEFT JOIN ours USING (person)
ORDER BY meetings DESC, person
