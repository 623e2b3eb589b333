-- Meetings that are most worth a look, and why: told by one article alone, claims in conflict,
-- officials of a side not known, nearly joined with another one. Those that somebody has marked as
-- reviewed since their last article was ingested are left out.
-- grain: one row a meeting with at least one reason
-- parameters: most (how many of those most worth it, as a number; '' for all)
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
    FROM mentions n SEMI JOIN reviewed USING (meeting_id) JOIN articles a USING (article_id) GROUP BY n.meeting_id
), weighed AS (
    SELECT s.mid, n.meeting_id, s.day, m.articles, m.conflicts, m.status, m.event, m.mode,
           -- Of a session the partner's people are rarely named: one side is enough.
           greatest(CASE m.mode WHEN 'multilateral' THEN 1 ELSE 2 END - coalesce(k.sides, 0), 0)
               AS unknown_officials,
           coalesce(near.n, 0) AS near_joins
    FROM in_dated s
    JOIN reading.meetings n USING (mid)
    JOIN meetings m USING (meeting_id)
    LEFT JOIN known k USING (meeting_id)
    LEFT JOIN near USING (meeting_id)
    LEFT JOIN reviewed r USING (meeting_id)
    LEFT JOIN newest w USING (meeting_id)
    WHERE r.reviewed_at IS NULL OR r.reviewed_at < w.ingested_at
), worthy AS (
    SELECT *, 3 * conflicts + 2 * least(near_joins, 3) + 2 * unknown_officials
              + CASE articles WHEN 1 THEN 1 ELSE 0 END AS worth
    FROM weighed WHERE worth > 0
    ORDER BY worth DESC, day DESC, meeting_id LIMIT try_cast($most AS BIGINT)
), partner_names AS (
    SELECT mid, {'at': (position, partner), 'name': name_of('partner', partner)} AS called
    FROM worthy JOIN reading.meeting_partners USING (mid)
), sides AS (
    SELECT mid, in_order(list(called)) AS partners FROM partner_names GROUP BY mid
)
SELECT w.meeting_id, w.day, partners, w.worth, w.articles, w.conflicts, w.unknown_officials, w.near_joins,
       name_of('status', w.status) AS status, w.event
FROM worthy w LEFT JOIN sides USING (mid)
ORDER BY w.worth DESC, w.day DESC, w.meeting_id
