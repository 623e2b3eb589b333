-- Why the articles of one meeting are together: what each agrees on with the meeting's core account
-- and in what it differs. joined_by: core, names (officials of both sides), half_named (one side is
-- not named), alone (nobody named; nothing else came into question), announced, analyst.
-- grain: one row a mention
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: article_id, published, outlet, lang, title, status, joined_by, agreed, differed, url
SELECT n.article_id, a.published, a.outlet, a.lang, a.title, name_of('status', n.status) AS status,
       x.joined_by, array_to_string(x.agreed, ', ') AS agreed, array_to_string(x.differed, ', ') AS differed,
       a.url
FROM mention_accounts k
JOIN mentions n USING (article_id, ordinal)
JOIN accounts x ON x.account = k.account
JOIN articles a USING (article_id)
WHERE k.meeting_id = $meeting
ORDER BY x.joined_by <> 'core', a.published, a.article_id, k.ordinal
