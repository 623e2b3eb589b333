-- The values that occur, for the filters to offer, with all held, planned and cancelled meetings
-- counted whatever the scope; of funding, the articles that speak of it where there are more.
-- grain: one row a filter and value
-- parameters: none
-- columns: filter, code, name, meetings
WITH counted AS (
    SELECT 'partners' AS filter, 'partner' AS kind, partner AS code, count(DISTINCT meeting_id) AS meetings
    FROM meeting_partners GROUP BY partner
    UNION ALL
    SELECT 'topics', 'topic', topic, count(DISTINCT meeting_id) FROM meeting_topics GROUP BY topic
    UNION ALL
    SELECT 'models', 'funding', model, count(DISTINCT meeting_id)
    FROM (SELECT model, meeting_id FROM meeting_funding
          UNION ALL SELECT DISTINCT model, NULL FROM article_funding) GROUP BY model
    UNION ALL
    SELECT 'stages', 'stage', stage, count(DISTINCT meeting_id)
    FROM (SELECT stage, meeting_id FROM meeting_funding
          UNION ALL SELECT DISTINCT stage, NULL FROM article_funding) GROUP BY stage
    UNION ALL
    SELECT 'coalitions', 'coalition', coalition, count(DISTINCT meeting_id)
    FROM meeting_coalitions GROUP BY coalition
    UNION ALL
    SELECT 'officials', 'person', person, count(DISTINCT meeting_id)
    FROM meeting_people WHERE side = 'ukraine' GROUP BY person
    UNION ALL
    SELECT 'outlets', '', a.outlet, count(DISTINCT n.meeting_id)
    FROM articles a LEFT JOIN mentions n USING (article_id) GROUP BY a.outlet
    UNION ALL
    SELECT 'langs', 'lang', a.lang, count(DISTINCT n.meeting_id)
    FROM articles a LEFT JOIN mentions n USING (article_id) GROUP BY a.lang
    UNION ALL
    SELECT 'statuses', 'status', status, count(*) FROM meetings GROUP BY status
    UNION ALL
    SELECT 'modes', 'mode', mode, count(*) FROM meetings GROUP BY mode
)
SELECT filter, code, name_of(kind, code) AS name, meetings
FROM counted
WHERE code <> ''
ORDER BY filter, meetings DESC, name
