-- What the store holds as a whole, whatever the scope, and how fresh it is. sample: how many of its articles are the shipped sample's.
-- grain: one row
-- parameters: none
-- columns: articles, meetings, outlets, languages, with_meeting, without_meeting, with_funding, first_published, last_published, last_meeting, last_ingested, codebook_versions, rejections, sample
SELECT articles, meetings, outlets, languages, with_meeting, articles - with_meeting AS without_meeting,
       with_funding, first_published, last_published,
       (SELECT max(day) FROM reading.meetings WHERE status = 'held') AS last_meeting,
       strftime(last_ingested, '%Y-%m-%d %H:%M') AS last_ingested, codebook_versions, rejections, sample
FROM reading.freshness
