-- One meeting, in the scope or not. models: each with the stage that its articles give it.
-- grain: one row, or none where there is no such meeting
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: meeting_id, day, status, mode, partners, officials, partner_people, place, topics, models, articles, reprints, outlets, languages, event
WITH one AS (FROM reading.meetings WHERE mid = $mid),
said AS (
    SELECT 'status' AS place_in, 'status' AS kind, status AS code, 0 AS nth, '' AS of FROM one
    UNION ALL SELECT 'mode', 'mode', mode, 0, '' FROM one
    UNION ALL SELECT 'place', 'place', place, 0, '' FROM one
    UNION ALL SELECT 'partners', 'partner', partner, position, '' FROM reading.meeting_partners WHERE mid = $mid
    UNION ALL SELECT side, 'person', person, 0, '' FROM reading.meeting_people WHERE mid = $mid
    UNION ALL SELECT 'topics', 'topic', topic, -articles, '' FROM reading.meeting_topics WHERE mid = $mid
    UNION ALL SELECT 'models', 'funding', model, 0, '' FROM reading.meeting_funding WHERE mid = $mid
    UNION ALL SELECT 'stages', 'stage', stage, 0, model FROM reading.meeting_funding WHERE mid = $mid
), called AS MATERIALIZED (
    -- All names in one join: with one for each column, planning took longer than all the rest.
    SELECT place_in, nth, code, of, coalesce(name, code) AS name FROM said LEFT JOIN named USING (kind, code)
), paid AS (
    SELECT listed(list(DISTINCT concat_ws(' · ', m.name, lower(s.name)))) AS models
    FROM called m JOIN called s ON s.place_in = 'stages' AND s.of = m.code WHERE m.place_in = 'models'
), told AS (
    SELECT any_value(name) FILTER (place_in = 'status') AS status,
           any_value(name) FILTER (place_in = 'mode') AS mode,
           any_value(name) FILTER (place_in = 'place') AS place,
           string_agg(name, ', ' ORDER BY nth) FILTER (place_in = 'partners') AS partners,
           listed(list(DISTINCT name) FILTER (place_in = 'ukraine')) AS officials,
           listed(list(DISTINCT name) FILTER (place_in = 'partner')) AS partner_people,
           string_agg(name, ', ' ORDER BY nth, code) FILTER (place_in = 'topics') AS topics
    FROM called
)
SELECT one.meeting_id, one.day, told.status, told.mode, told.partners, told.officials, told.partner_people,
       told.place, told.topics, paid.models, one.articles, one.reprints, one.outlets, one.languages, one.event
FROM one, told, paid
