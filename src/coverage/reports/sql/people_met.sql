-- How many rows official_people and partner_officials have: pairs of one of ours and one of theirs who met, and the
-- partners' people who were met.
-- grain: one row
-- parameters: none
-- columns: official_people, partner_officials
SELECT (SELECT count(*) FROM in_people_pairs) AS official_people, (SELECT count(*) FROM in_people) AS partner_officials
