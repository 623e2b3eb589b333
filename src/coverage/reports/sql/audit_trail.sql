-- Corrections, newest first: of one meeting or article where one is given (a meeting's also on its
-- articles), else all. state: applied, undone, or misfit: kept, but not applied (reason says why).
-- after: of a split and a merge the id of the other meeting; other_id, other_event: where that is now.
-- grain: one row a correction
-- parameters: meeting (meeting_id or ''), article (article_id or ''), state (or '' for all)
-- columns: correction_id, at, who, action, target, target_id, meeting_id, event, headline, field, before, after, note, undoes, state, reason, other_id, other_event
WITH wanted AS (
    FROM corrections c
    WHERE ($state = '' OR c.state = $state)
      AND ($article = '' OR (c.target = 'article' AND c.target_id = $article))
      AND ($meeting = '' OR c.meeting_id = $meeting OR (c.after = $meeting AND c.action IN ('split', 'merge'))
           OR (c.target = 'article' AND c.target_id IN (SELECT article_id FROM mention_accounts WHERE meeting_id = $meeting)))
), titled AS (
    SELECT article_id, title FROM articles SEMI JOIN (SELECT target_id AS article_id FROM wanted WHERE target = 'article') USING (article_id)
), other AS (
    SELECT c.correction_id, coalesce(r.meeting_id, c.after) AS meeting_id
    FROM wanted c LEFT JOIN meeting_redirects r ON r.old_id = c.after
    WHERE c.action IN ('split', 'merge') AND c.after <> ''
), named_so AS (
    SELECT meeting_id, event
    FROM meetings SEMI JOIN (SELECT meeting_id FROM wanted UNION SELECT meeting_id FROM other) USING (meeting_id)
)
SELECT c.correction_id, strftime(c.made_at, '%Y-%m-%d %H:%M') AS at, c.who, c.action, c.target,
       c.target_id, c.meeting_id, coalesce(m.event, w.event) AS event,
       a.title AS headline, c.field, c.before, c.after,
       c.note, c.undoes, c.state, c.reason,
       o.meeting_id AS other_id, coalesce(om.event, ow.event) AS other_event
FROM wanted c
LEFT JOIN named_so m USING (meeting_id)
LEFT JOIN meetings_withheld w ON w.meeting_id = c.meeting_id
LEFT JOIN other o ON o.correction_id = c.correction_id
LEFT JOIN named_so om ON om.meeting_id = o.meeting_id
LEFT JOIN meetings_withheld ow ON ow.meeting_id = o.meeting_id
LEFT JOIN titled a ON c.target = 'article' AND a.article_id = c.target_id
ORDER BY c.made_at DESC, c.correction_id
