-- What a value may be: the codebook's codes, and the people, places and currencies that the store
-- names; what occurs most comes first among people, places and currencies.
-- grain: one row a kind and value; kinds are those of `labels`, ukraine, partner_people, place and currency
-- parameters: none
-- columns: kind, value, value_name
WITH said AS (
    SELECT CASE side WHEN 'ukraine' THEN 'ukraine' ELSE 'partner_people' END AS kind, person AS value,
           name_of('person', person) AS value_name, count(*) AS times
    FROM meeting_people GROUP BY side, person
    UNION ALL
    SELECT 'place', place, name_of('place', place), count(*) FROM meetings WHERE place <> '' GROUP BY place
    UNION ALL
    SELECT 'currency', currency, currency, count(*) FROM meeting_amounts GROUP BY currency
)
SELECT kind, value, value_name
FROM (SELECT l.kind, l.code AS value, n.name AS value_name, 0 AS times, l.position
      FROM labels l JOIN named n USING (kind, code)
      UNION ALL SELECT kind, value, value_name, times, 0 FROM said)
ORDER BY kind, times DESC, position, value_name, value
