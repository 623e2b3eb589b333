-- Where meetings went whose id is no more.
SELECT old_id, meeting_id FROM meeting_redirects WHERE meeting_id IS NOT NULL
