-- All that the articles asked for are and were.
-- Grain: one row a revision, the newest first; its content hash, then the fields of model.Article
-- (what earlier revisions do not keep is the newest's). Parameter 1: list of article_id.
WITH asked AS (SELECT DISTINCT unnest($1::VARCHAR[]) AS article_id),
every AS (
    SELECT article_id, revision, content_hash, published, title, body, published_time
    FROM articles SEMI JOIN asked USING (article_id)
    UNION ALL
    SELECT article_id, revision, content_hash, published, title, body, published_time
    FROM article_revisions SEMI JOIN asked USING (article_id)
)
SELECT e.content_hash, a.article_id, a.lang, a.outlet, a.url, e.published, e.title, e.body,
       e.published_time, a.given_id, a.source
FROM every AS e JOIN articles AS a USING (article_id)
ORDER BY a.article_id, e.revision DESC
