-- What the store holds as a whole, whatever the scope, and how fresh it is.
-- grain: one row
-- parameters: none
-- columns: articles, meetings, outlets, languages, with_meeting, without_meeting, with_funding, first_published, last_published, last_ingested, codebook_versions, rejections
SELECT (SELECT count(*) FROM articles) AS articles,
       (SELECT count(*) FROM meetings) AS meetings,
       (SELECT count(DISTINCT outlet) FROM reading.articles) AS outlets,
       (SELECT count(DISTINCT lang) FROM reading.articles) AS languages,
       (SELECT count(DISTINCT aid) FROM reading.mentions) AS with_meeting,
       (SELECT count(*) FROM reading.articles ANTI JOIN reading.mentions USING (aid)) AS without_meeting,
       (SELECT count(DISTINCT aid) FROM reading.article_funding) AS with_funding,
       (SELECT min(published) FROM articles) AS first_published,
       (SELECT max(published) FROM articles) AS last_published,
       (SELECT strftime(max(ingested_at), '%Y-%m-%d %H:%M') FROM articles) AS last_ingested,
       (SELECT count(DISTINCT codebook_version) FROM articles) AS codebook_versions,
       (SELECT count(*) FROM rejections) AS rejections
