-- What proves each row that is asked for (quoting.py): the sentence of its passage, and the article it stands in. {ids}
-- and {aids} are all the articles asked for: as values DuckDB looks them up in the index, as a join it would read every
-- text. Where a row has no passage of its own, the article's best one for the model is meant.
WITH asked AS (
    SELECT unnest($position) AS position, unnest($aid)::INTEGER AS aid, unnest($article)::VARCHAR AS article_id,
           unnest($model)::VARCHAR AS model, unnest($start)::INTEGER AS a, unnest($end)::INTEGER AS b
), texts AS (
    SELECT article_id, title, body, outlet, url FROM articles WHERE article_id IN ({ids})
), passages AS (
    SELECT aid, model, span.start AS a, span.end AS b FROM reading.passages WHERE aid IN ({aids})
), placed AS (
    SELECT w.position, w.aid, w.article_id, coalesce(w.a, p.a) AS a, coalesce(w.b, p.b) AS b
    FROM asked w LEFT JOIN passages p ON p.aid = w.aid AND p.model = w.model
), written AS MATERIALIZED (  -- or a text is put together anew wherever sentence_of names it
    SELECT w.*, t.title, t.outlet, t.url, t.title || chr(10) || chr(10) || t.body AS text
    FROM placed w LEFT JOIN texts t USING (article_id)
)
SELECT CASE WHEN aid IS NULL THEN '' WHEN a IS NOT NULL THEN sentence_of(text, a, b) END AS quote,
       coalesce(article_id, '') AS article_id, title, outlet, url
FROM written
ORDER BY position
