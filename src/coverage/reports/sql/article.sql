-- One article with its text, in the scope or not.
-- grain: one row, or none where there is no such article
-- parameters: article (article_id)
-- columns: article_id, published, published_time, outlet, lang, title, body, url, revision, codebook_version, source
SELECT article_id, published, published_time, outlet, lang, title, body, url, revision,
       codebook_version, source
FROM articles
WHERE article_id = $article
