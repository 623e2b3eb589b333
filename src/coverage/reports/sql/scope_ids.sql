-- The meetings in scope, by id alone.
-- grain: one row a meeting
-- parameters: none
-- columns: meeting_id, day
SELECT meeting_id, day FROM scope_meetings ORDER BY day DESC, meeting_id
