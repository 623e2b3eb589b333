-- The next articles to code anew, as the fields of model.Article.
-- Grain: one row an article. Parameters: 1 the last article_id seen, 2 the codebook version in
-- force (null: all articles), 3 how many.
SELECT article_id, lang, outlet, url, published, title, body, published_time, given_id, source
FROM articles
WHERE article_id > $1 AND ($2 IS NULL OR codebook_version <> $2)
ORDER BY article_id
LIMIT $3
