-- The partners' people who met Ukraine's side, and whom they met. own_partner: the partner at most of that person's
-- meetings, in scope or not; several where they were only met together. partners: all at their meetings, with how many.
-- grain: one row a person
-- parameters: part (how many rows, as a number; '' for all), after (how many are passed over; '' for none), own (the partner whose people are asked for; '' for all)
-- columns: person, person_name, own_partner, meetings, partners, officials, first_day, last_day
WITH ranked AS (
    SELECT number, code AS person, meetings, first_day, last_day FROM in_people JOIN reading.codes USING (number)
    WHERE $own = '' OR code IN (SELECT person FROM reading.own_partners WHERE partner = $own)
), part AS (
    FROM ranked ORDER BY meetings DESC, person
    LIMIT try_cast($part AS BIGINT) OFFSET coalesce(try_cast($after AS BIGINT), 0)
), sides AS (
    SELECT p.number, in_order(list({'at': (-p.meetings, code), 'name': name_of('partner', code) || ' ' || p.meetings})) AS partners
    FROM in_people_partners p SEMI JOIN part USING (number) JOIN reading.codes c ON c.number = p.partner GROUP BY p.number
), own_side AS (
    SELECT person, listed(list(name_of('partner', partner))) AS partner
    FROM reading.own_partners SEMI JOIN part USING (person) GROUP BY person
), ours AS (
    SELECT person, listed(list(name_of('person', official))) AS officials
    FROM in_people_pairs JOIN reading.people_pairs USING (pair) SEMI JOIN part USING (person) GROUP BY person
)
SELECT person, name_of('person', person) AS person_name, coalesce(o.partner, '') AS own_partner, meetings, coalesce(partners, '') AS partners,
       coalesce(officials, '') AS officials, first_day, last_day
FROM part LEFT JOIN sides USING (number) LEFT JOIN own_side o USING (person) LEFT JOIN ours USING (person)
ORDER BY meetings DESC, person
