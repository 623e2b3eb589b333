-- Corrections in force. Grain: one row a correction and a meeting or article that it is about: a merge
-- and a split are about both meetings. meeting_id: of one on a meeting, article_id: of one on an article; which meetings that tells, or told, of is worked out from both snapshots. One
-- that was undone is not in force, and its undoing changes nothing by itself.
WITH in_force AS (
    FROM corrections WHERE state = 'applied' AND action NOT IN ('note', 'reviewed', 'undo')
)
SELECT correction_id, action, who, NULL AS meeting_id, target_id AS article_id FROM in_force WHERE target = 'article'
UNION
SELECT correction_id, action, who, coalesce(meeting_id, target_id), NULL FROM in_force WHERE target = 'meeting'
UNION
-- Whose id the two bear from then on is the linking's to say.
SELECT correction_id, action, who, unnest([target_id, after]), NULL FROM in_force WHERE action IN ('merge', 'split')
