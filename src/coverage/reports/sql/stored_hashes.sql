-- What the store holds of some articles, in the scope or not: to tell a new one from a revision.
-- grain: one row an article that is stored
-- parameters: ids (of articles, a space between)
-- columns: article_id, revision, content_hash
SELECT article_id, revision, content_hash
FROM articles
WHERE article_id IN (SELECT unnest(string_split($ids, ' ')))
ORDER BY article_id
