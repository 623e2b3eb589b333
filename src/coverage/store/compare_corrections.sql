-- Corrections in force. Grain: one row a correction. meeting_id: of one on a meeting, article_id: of
-- one on an article; which meetings that tells, or told, of is worked out from both snapshots. One
-- that was undone is not in force, and its undoing changes nothing by itself.
SELECT correction_id, who,
       CASE target WHEN 'meeting' THEN coalesce(meeting_id, target_id) END AS meeting_id,
       CASE target WHEN 'article' THEN target_id END AS article_id
FROM corrections
WHERE state = 'applied' AND action NOT IN ('note', 'reviewed', 'undo')
