-- Meetings that are most worth a look, and why: told by one article alone, claims in conflict,
-- officials of a side not known, nearly joined with another one. Those that somebody has marked as
-- reviewed since their last article was ingested are left out.
-- grain: one row a meeting with at least one reason
-- parameters: none
-- columns: meeting_id, day, partners, worth, articles, conflicts, unknown_officials, near_joins, status, event
WITH offices AS (
    -- What stands for an official whom no article names ("Minister of Defence").
    SELECT unnest(from_json(value, '{"offices": ["VARCHAR"]}').offices) AS name
    FROM meta WHERE key = 'vocabulary'
), known AS (
    SELECT meeting_id, count(DISTINCT side) AS sides
    FROM meeting_people WHERE person NOT IN (SELECT name FROM offices) GROUP BY meeting_id
), near AS (
    SELECT meeting_id, count(*) AS n
    FROM (SELECT meeting_id FROM near_joins UNION ALL SELECT other_id FROM near_joins) GROUP BY meeting_id
), reviewed AS (
    SELECT coalesce(meeting_id, target_id) AS meeting_id, max(made_at) AS reviewed_at
    FROM corrections WHERE target = 'meeting' AND action = 'reviewed' AND state = 'applied'
    GROUP BY ALL
), newest AS (
    SELECT n.meeting_id, max(a.ingested_at) AS ingested_at
    FROM mentions n JOIN articles a USING (article_id) GROUP BY n.meeting_id
), weighed AS (
    SELECT s.meeting_id, s.day, m.articles, m.conflicts, m.status, m.event, m.mode,
           -- Of a session the partner's people are rarely named: one side is enough.
           greatest(CASE m.mode WHEN 'multilateral' THEN 1 ELSE 2 END - coalesce(k.sides, 0), 0)
               AS unknown_officials,
           coalesce(near.n, 0) AS near_joins
    FROM scope_meetings s
    JOIN meetings m USING (meeting_id)
    LEFT JOIN known k USING (meeting_id)
    LEFT JOIN near USING (meeting_id)
    LEFT JOIN reviewed r USING (meeting_id)
    LEFT JOIN newest w USING (meeting_id)
    WHERE r.reviewed_at IS NULL OR r.reviewed_at < w.ingested_at
)
SELECT w.meeting_id, w.day,
       (SELECT string_agg(name_of('partner', p.partner), ', ' ORDER BY p.position)
        FROM meeting_partners p WHERE p.meeting_id = w.meeting_id) AS partners,
       3 * w.conflicts + 2 * least(w.near_joins, 3) + 2 * w.unknown_officials
           + CASE w.articles WHEN 1 THEN 1 ELSE 0 END AS worth,
       w.articles, w.conflicts, w.unknown_officials, w.near_joins, name_of('status', w.status) AS status,
       w.event
FROM weighed w
WHERE worth > 0
ORDER BY worth DESC, w.day DESC, w.meeting_id
