-- Every coded value of one meeting, in the form in which a correction names it.
-- grain: one row a value; status, mode, date and place have one row each, '' where there is none
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: field, value, value_name
WITH one AS (FROM meetings WHERE meeting_id = now_meeting($meeting)),
found AS (
    SELECT 1 AS place_in, 0 AS nth, 'status' AS field, status AS value, name_of('status', status) AS value_name FROM one
    UNION ALL SELECT 2, 0, 'mode', mode, name_of('mode', mode) FROM one
    UNION ALL SELECT 3, 0, 'date', coalesce(date::VARCHAR, ''), coalesce(date::VARCHAR, '') FROM one
    UNION ALL SELECT 4, 0, 'place', coalesce(place, ''), coalesce(name_of('place', place), '') FROM one
    UNION ALL
    SELECT 5, position, 'partner', partner, name_of('partner', partner) FROM meeting_partners SEMI JOIN one USING (meeting_id)
    UNION ALL
    SELECT CASE side WHEN 'ukraine' THEN 6 ELSE 7 END, 0, CASE side WHEN 'ukraine' THEN 'ukraine' ELSE 'partner_people' END,
           person, name_of('person', person)
    FROM meeting_people SEMI JOIN one USING (meeting_id)
    UNION ALL
    SELECT 8, -articles, 'topic', topic, name_of('topic', topic) FROM meeting_topics SEMI JOIN one USING (meeting_id)
    UNION ALL
    SELECT 9, 0, 'funding', concat_ws(':', model, partner, stage), funding_named(model, partner, stage)
    FROM meeting_funding SEMI JOIN one USING (meeting_id)
    UNION ALL
    SELECT 10, 0, 'coalition', coalition, name_of('coalition', coalition) FROM meeting_coalitions SEMI JOIN one USING (meeting_id)
    UNION ALL
    SELECT 11, -articles, 'amount', amount_value(figure, currency, partner, model, bound), amount_named(figure, currency, partner, model)
    FROM meeting_amounts SEMI JOIN one USING (meeting_id)
)
SELECT field, value, value_name FROM found ORDER BY place_in, nth, value_name, value
