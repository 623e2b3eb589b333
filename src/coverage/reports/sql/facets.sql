-- The values that occur anywhere in the store, for the filters to offer, each with its meetings of the
-- scope's period and status; the other filters do not count here. A value without any there stays, for
-- an article may speak of it without a meeting.
-- grain: one row a filter and value
-- parameters: none
-- columns: filter, code, name, meetings
WITH told AS (
    SELECT a.outlet, a.lang, n.meeting_id
    FROM articles a LEFT JOIN mentions n USING (article_id)
), occurring AS (
    SELECT 'partners' AS filter, 'partner' AS kind, partner AS code, meeting_id FROM meeting_partners
    UNION ALL
    SELECT 'partners', 'partner', partner, NULL FROM (SELECT DISTINCT partner FROM article_funding)
    UNION ALL
    SELECT 'topics', 'topic', topic, meeting_id FROM meeting_topics
    UNION ALL
    SELECT 'models', 'funding', model, meeting_id FROM meeting_funding
    UNION ALL
    SELECT 'models', 'funding', model, NULL FROM (SELECT DISTINCT model FROM article_funding)
    UNION ALL
    SELECT 'stages', 'stage', stage, meeting_id FROM meeting_funding
    UNION ALL
    SELECT 'stages', 'stage', stage, NULL FROM (SELECT DISTINCT stage FROM article_funding)
    UNION ALL
    SELECT 'coalitions', 'coalition', coalition, meeting_id FROM meeting_coalitions
    UNION ALL
    SELECT 'officials', 'person', person, meeting_id FROM meeting_people WHERE side = 'ukraine'
    UNION ALL
    SELECT 'outlets', '', outlet, meeting_id FROM told
    UNION ALL
    SELECT 'langs', 'lang', lang, meeting_id FROM told
    UNION ALL
    SELECT 'modes', 'mode', mode, meeting_id FROM meetings
), counted AS (
    SELECT o.filter, o.kind, o.code, count(DISTINCT s.meeting_id) AS meetings
    FROM occurring o LEFT JOIN scope_meetings s USING (meeting_id) GROUP BY ALL
    UNION ALL
    -- Which statuses there are does not hang on which are chosen.
    SELECT 'statuses', 'status', status, count(*)
    FROM meetings
    WHERE ($start::DATE IS NULL OR coalesce(date, first_published) >= $start::DATE)
      AND ($end::DATE IS NULL OR coalesce(date, first_published) <= $end::DATE)
    GROUP BY status
)
SELECT filter, code, name_of(kind, code) AS name, meetings
FROM counted
WHERE code <> ''
ORDER BY filter, meetings DESC, name
