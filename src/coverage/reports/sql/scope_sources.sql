-- The articles that the view rests on: those that tell of a meeting in scope, and those that its
-- funding reports count.
-- grain: one row an article
-- parameters: none
-- columns: article_id, published, outlet, lang, title, url, revision, codebook_version
SELECT a.article_id, a.published, a.outlet, a.lang, a.title, a.url, a.revision, a.codebook_version
FROM articles a
WHERE a.article_id IN (FROM scope_articles UNION SELECT article_id FROM scope_funding)
ORDER BY a.published DESC, a.article_id
