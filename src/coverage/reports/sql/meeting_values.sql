-- Every coded value of one meeting, in the form in which a correction names it.
-- grain: one row a value; status, mode, date and place have one row each, '' where there is none
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: field, value, value_name
WITH one AS (FROM reading.meetings WHERE mid = $mid),
coded AS (
    SELECT 1 AS place_in, 0 AS nth, 'status' AS field, 'status' AS kind, status AS value FROM one
    UNION ALL SELECT 2, 0, 'mode', 'mode', mode FROM one
    UNION ALL SELECT 3, 0, 'date', '', coalesce(date::VARCHAR, '') FROM one
    UNION ALL SELECT 4, 0, 'place', 'place', coalesce(place, '') FROM one
    UNION ALL SELECT 5, position, 'partner', 'partner', partner FROM reading.meeting_partners WHERE mid = $mid
    UNION ALL
    SELECT CASE side WHEN 'ukraine' THEN 6 ELSE 7 END, 0, CASE side WHEN 'ukraine' THEN 'ukraine' ELSE 'partner_people' END,
           'person', person
    FROM meeting_people WHERE meeting_id = $meeting  -- as a correction names them: offices without their state
    UNION ALL SELECT 8, -articles, 'topic', 'topic', topic FROM reading.meeting_topics WHERE mid = $mid
    UNION ALL SELECT 10, 0, 'coalition', 'coalition', coalition FROM reading.meeting_coalitions WHERE mid = $mid
), found AS (
    SELECT place_in, nth, field, value, coalesce(name, value) AS value_name
    FROM coded LEFT JOIN named ON named.kind = coded.kind AND named.code = coded.value
    UNION ALL
    SELECT 9, 0, 'funding', concat_ws(':', model, partner, stage), funding_named(model, partner, stage)
    FROM meeting_funding WHERE meeting_id = $meeting
    UNION ALL
    SELECT 11, -articles, 'amount', amount_value(figure, currency, partner, model, bound), amount_named(figure, currency, partner, model)
    FROM meeting_amounts WHERE meeting_id = $meeting
)
SELECT field, value, value_name FROM found ORDER BY place_in, nth, value_name, value
