-- The values that occur anywhere in the store, for the filters to offer, each with its meetings in
-- scope. (A page asks for those of a filter without that filter's own values.) A value without any there
-- stays, for an article may speak of it without a meeting.
-- grain: one row a filter and value
-- parameters: none
-- columns: filter, code, name, meetings
WITH counted AS (
    SELECT 'partners' AS filter, 'partner' AS kind, partner AS code, count(s.mid) AS meetings
    FROM reading.meeting_partners LEFT JOIN in_dated s USING (mid) GROUP BY partner
    UNION ALL
    SELECT DISTINCT 'partners', 'partner', partner, 0 FROM reading.article_funding
    UNION ALL
    SELECT 'topics', 'topic', topic, count(s.mid)
    FROM reading.meeting_topics LEFT JOIN in_dated s USING (mid) GROUP BY topic
    UNION ALL
    SELECT 'models', 'funding', model, count(s.mid)
    FROM (SELECT DISTINCT mid, model FROM reading.meeting_funding) LEFT JOIN in_dated s USING (mid) GROUP BY model
    UNION ALL
    SELECT DISTINCT 'models', 'funding', model, 0 FROM reading.article_funding
    UNION ALL
    SELECT 'stages', 'stage', stage, count(s.mid)
    FROM (SELECT DISTINCT mid, stage FROM reading.meeting_funding) LEFT JOIN in_dated s USING (mid) GROUP BY stage
    UNION ALL
    SELECT DISTINCT 'stages', 'stage', stage, 0 FROM reading.article_funding
    UNION ALL
    SELECT 'coalitions', 'coalition', coalition, count(s.mid)
    FROM reading.meeting_coalitions LEFT JOIN in_dated s USING (mid) GROUP BY coalition
    UNION ALL
    SELECT 'officials', 'person', person, count(s.mid)
    FROM reading.meeting_people LEFT JOIN in_dated s USING (mid) WHERE side = 'ukraine' GROUP BY person
    UNION ALL
    SELECT 'outlets', '', outlet, count(s.mid)
    FROM (SELECT DISTINCT mid, outlet FROM reading.meeting_outlets) LEFT JOIN in_dated s USING (mid) GROUP BY outlet
    UNION ALL
    SELECT DISTINCT 'outlets', '', outlet, 0 FROM reading.articles
    UNION ALL
    SELECT 'langs', 'lang', lang, count(s.mid)
    FROM (SELECT DISTINCT mid, lang FROM reading.meeting_outlets) LEFT JOIN in_dated s USING (mid) GROUP BY lang
    UNION ALL
    SELECT DISTINCT 'langs', 'lang', lang, 0 FROM reading.articles
    UNION ALL
    SELECT 'modes', 'mode', mode, count(s.mid) FROM reading.meetings LEFT JOIN in_dated s USING (mid) GROUP BY mode
    UNION ALL
    SELECT 'statuses', 'status', status, count(s.mid)
    FROM reading.meetings LEFT JOIN in_dated s USING (mid)
    GROUP BY status
)
SELECT filter, code, name_of(kind, code) AS name, max(meetings) AS meetings
FROM counted
WHERE code <> ''
GROUP BY filter, kind, code
ORDER BY filter, meetings DESC, name
