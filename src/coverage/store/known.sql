-- What the store holds of the articles asked for.
-- Grain: one row an article. Parameter 1: list of article_id.
WITH asked AS (SELECT DISTINCT unnest($1::VARCHAR[]) AS article_id),
earlier AS (
    SELECT article_id, list(content_hash) AS hashes
    FROM article_revisions SEMI JOIN asked USING (article_id)
    GROUP BY article_id
)
SELECT article_id, revision, content_hash, codebook_version, url, coalesce(hashes, []) AS earlier
FROM articles SEMI JOIN asked USING (article_id) LEFT JOIN earlier USING (article_id)
