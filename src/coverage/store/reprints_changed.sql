-- The meetings of which an article became a reprint, or of another one, or is none any more.
-- Grain: one row a meeting.
WITH changed AS (
    SELECT article_id
    FROM origin FULL JOIN reprint_before AS before USING (article_id)
    WHERE origin.original_id IS DISTINCT FROM before.original_id
)
SELECT DISTINCT meeting_id FROM mention_accounts SEMI JOIN changed USING (article_id)
WHERE meeting_id IS NOT NULL
