-- The values that occur anywhere in the store, for the filters to offer, each with its meetings of the
-- scope's period and status; the other filters do not count here. A value without any there stays, for
-- an article may speak of it without a meeting.
-- grain: one row a filter and value
-- parameters: none
-- columns: filter, code, name, meetings
WITH told AS (
    SELECT a.outlet, a.lang, n.mid
    FROM reading.articles a LEFT JOIN reading.mentions n USING (aid)
), occurring AS (
    SELECT 'partners' AS filter, 'partner' AS kind, partner AS code, mid FROM reading.meeting_partners
    UNION ALL
    SELECT 'partners', 'partner', partner, NULL FROM (SELECT DISTINCT partner FROM reading.article_funding)
    UNION ALL
    SELECT 'topics', 'topic', topic, mid FROM reading.meeting_topics
    UNION ALL
    SELECT 'models', 'funding', model, mid FROM reading.meeting_funding
    UNION ALL
    SELECT 'models', 'funding', model, NULL FROM (SELECT DISTINCT model FROM reading.article_funding)
    UNION ALL
    SELECT 'stages', 'stage', stage, mid FROM reading.meeting_funding
    UNION ALL
    SELECT 'stages', 'stage', stage, NULL FROM (SELECT DISTINCT stage FROM reading.article_funding)
    UNION ALL
    SELECT 'coalitions', 'coalition', coalition, mid FROM reading.meeting_coalitions
    UNION ALL
    SELECT 'officials', 'person', person, mid FROM reading.meeting_people WHERE side = 'ukraine'
    UNION ALL
    SELECT 'outlets', '', outlet, mid FROM told
    UNION ALL
    SELECT 'langs', 'lang', lang, mid FROM told
    UNION ALL
    SELECT 'modes', 'mode', mode, mid FROM reading.meetings
), counted AS (
    SELECT o.filter, o.kind, o.code, count(DISTINCT s.mid) AS meetings
    FROM occurring o LEFT JOIN in_dated s USING (mid) GROUP BY ALL
    UNION ALL
    -- Which statuses there are does not hang on which are chosen.
    SELECT 'statuses', 'status', status, count(*)
    FROM reading.meetings
    WHERE ($start::DATE IS NULL OR day >= $start::DATE)
      AND ($end::DATE IS NULL OR day <= $end::DATE)
    GROUP BY status
)
SELECT filter, code, name_of(kind, code) AS name, meetings
FROM counted
WHERE code <> ''
ORDER BY filter, meetings DESC, name
