-- How many rows official_people and partner_officials have: pairs of one of ours and one of theirs who met, and the
-- partners' people who were met.
-- grain: one row
-- parameters: own (the partner whose people partner_officials is asked for; '' for all)
-- columns: official_people, partner_officials
SELECT (SELECT count(*) FROM in_people_pairs) AS official_people, (SELECT count(*) FROM in_people JOIN reading.codes USING (number)
        WHERE $own = '' OR code IN (SELECT person FROM reading.own_partners WHERE partner = $own)) AS partner_officials
