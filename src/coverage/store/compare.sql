-- Differences of two snapshots' meetings. Needs: old_meetings, new_meetings, ..._tellings,
-- ..._redirects, ..._corrections (compare_<name>.sql of each snapshot).
-- Grain: one row a meeting that came or went, or one a meeting and field that changed.
WITH was AS (SELECT DISTINCT meeting_id, event FROM old_meetings),
be AS (SELECT DISTINCT meeting_id, event FROM new_meetings),
differences AS (
    SELECT 'added' AS kind, be.meeting_id, be.event, '' AS field, '' AS before, '' AS after
    FROM be ANTI JOIN was USING (meeting_id)
    UNION ALL
    SELECT CASE WHEN r.meeting_id IS NULL THEN 'withdrawn' ELSE 'merged' END, was.meeting_id, was.event,
           '', '', coalesce(r.meeting_id, '')
    FROM was ANTI JOIN be USING (meeting_id)
    LEFT JOIN new_redirects AS r ON r.old_id = was.meeting_id
    UNION ALL
    SELECT 'changed', m.meeting_id, m.event, field, coalesce(o.value, ''), coalesce(n.value, '')
    FROM old_meetings AS o
    FULL JOIN new_meetings AS n USING (meeting_id, field)
    JOIN be AS m ON m.meeting_id = meeting_id
    WHERE meeting_id IN (SELECT meeting_id FROM was) AND o.value IS DISTINCT FROM n.value
),
-- What became of the articles that tell, or told, of a meeting.
concerned AS (
    SELECT meeting_id, article_id FROM old_tellings WHERE meeting_id IS NOT NULL
    UNION
    SELECT meeting_id, article_id FROM new_tellings WHERE meeting_id IS NOT NULL
),
old_article AS (SELECT DISTINCT article_id, revision, codebook_version FROM old_tellings),
new_article AS (SELECT DISTINCT article_id, title, revision, codebook_version FROM new_tellings),
made AS (  -- and taken back
    FROM new_corrections ANTI JOIN old_corrections USING (correction_id)
    UNION ALL
    FROM old_corrections ANTI JOIN new_corrections USING (correction_id)
),
corrected AS (
    SELECT meeting_id, string_agg(DISTINCT who, ', ' ORDER BY who) AS detail,
           string_agg(DISTINCT action, ', ' ORDER BY action) AS action
    FROM (
        SELECT meeting_id, who, action FROM made WHERE meeting_id IS NOT NULL
        UNION ALL
        SELECT c.meeting_id, m.who, m.action FROM made AS m JOIN concerned AS c USING (article_id)
    )
    GROUP BY meeting_id
),
causes AS (
    SELECT c.meeting_id,
           bool_and(o.article_id IS NULL) AS all_new,
           string_agg(n.title, '; ' ORDER BY n.title) FILTER (o.article_id IS NULL) AS new_articles,
           string_agg(n.title, '; ' ORDER BY n.title) FILTER (o.revision <> n.revision) AS revised,
           any_value(n.codebook_version) FILTER (o.codebook_version <> n.codebook_version) AS codebook
    FROM concerned AS c
    JOIN new_article AS n USING (article_id)
    LEFT JOIN old_article AS o USING (article_id)
    GROUP BY c.meeting_id
)
SELECT d.kind, d.meeting_id, d.event, d.field, d.before, d.after,
       CASE WHEN x.detail IS NOT NULL THEN 'correction'
            WHEN c.new_articles IS NOT NULL THEN 'new_article'
            WHEN c.revised IS NOT NULL THEN 'revised_article'
            WHEN c.codebook IS NOT NULL THEN 'codebook'
            ELSE 'linking' END AS why,
       coalesce(x.detail, c.new_articles, c.revised, c.codebook, '') AS detail,
       coalesce(x.action, '') AS action
FROM differences AS d
LEFT JOIN causes AS c USING (meeting_id)
-- What is told by nothing but new articles came with them, whatever was corrected since.
LEFT JOIN corrected AS x ON x.meeting_id = d.meeting_id AND NOT (d.kind = 'added' AND coalesce(c.all_new, false))
ORDER BY d.event, d.kind, d.field
