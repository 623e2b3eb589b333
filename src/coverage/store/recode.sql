-- The articles in `batch` were coded under another codebook; their text is the same.
UPDATE articles
SET codebook_version = batch.codebook_version
FROM batch
WHERE articles.article_id = batch.article_id;
