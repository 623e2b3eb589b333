-- Which articles tell of which meeting, in which state. Grain: one row an article and meeting; an
-- article that tells of none has a row without one.
SELECT DISTINCT a.article_id, m.meeting_id, a.title, a.revision, a.codebook_version
FROM articles AS a LEFT JOIN mentions AS m USING (article_id)
