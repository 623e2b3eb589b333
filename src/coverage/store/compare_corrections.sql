-- Corrections in force. Grain: one row a correction and meeting that it bears on.
SELECT DISTINCT c.correction_id, c.who, coalesce(c.meeting_id, m.meeting_id, c.target_id) AS meeting_id
FROM corrections AS c
LEFT JOIN mentions AS m ON c.target = 'article' AND m.article_id = c.target_id
WHERE c.state = 'applied' AND c.action NOT IN ('note', 'reviewed')
