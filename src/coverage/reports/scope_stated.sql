-- What is said of the pairs of in_sayings, at any stage, in articles that fit all filters but those on stages.
SELECT s.model, s.partner, s.stage, s.rank, f.* EXCLUDE (saying)
FROM (SELECT a.saying, min(a.published) AS day, max(a.published) AS last_day, min(a.aid) AS aid, count(*) AS articles
      FROM reading.article_funding a WHERE {stated_filters} GROUP BY a.saying) f
JOIN reading.sayings s USING (saying) SEMI JOIN in_sayings USING (partner, model)
