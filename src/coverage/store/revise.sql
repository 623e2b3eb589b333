-- Keep the old text of the articles in `batch`, then put the new one in its place.
INSERT INTO article_revisions
SELECT a.article_id, a.revision, a.content_hash, a.title, a.body, a.published, a.published_time,
       batch.ingested_at
FROM articles AS a JOIN batch USING (article_id);

UPDATE articles
SET revision = batch.revision, content_hash = batch.content_hash, given_id = batch.given_id,
    lang = batch.lang, outlet = batch.outlet, url = batch.url, published = batch.published,
    published_time = batch.published_time, title = batch.title, body = batch.body,
    source = batch.source, ingested_at = batch.ingested_at, run_id = batch.run_id,
    codebook_version = batch.codebook_version
FROM batch
WHERE articles.article_id = batch.article_id;

-- The new text is to be compared with others'.
DELETE FROM article_shingles WHERE article_id IN (SELECT article_id FROM batch);
