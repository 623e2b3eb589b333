-- The articles that one article repeats or that repeat it, earliest first.
-- grain: one row an article
-- parameters: article (article_id)
-- columns: relation, article_id, published, outlet, lang, title, url, in_common
WITH near AS (
    SELECT 'source' AS relation, source_id AS article_id, share
    FROM reprints WHERE article_id = $article
    UNION ALL
    SELECT 'original', original_id, NULL
    FROM reprints WHERE article_id = $article AND original_id <> source_id
    UNION ALL
    SELECT 'reprint', article_id, share FROM reprints WHERE source_id = $article
)
SELECT near.relation, a.article_id, a.published, a.outlet, a.lang, a.title, a.url,
       round(100 * near.share)::INTEGER AS in_common
FROM near JOIN articles a USING (article_id)
ORDER BY a.published, a.published_time NULLS LAST, a.article_id
