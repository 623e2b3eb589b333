-- Meetings, newest first.
-- grain: one row a meeting
-- parameters: most (how many of the newest, as a number; '' for all)
-- columns: meeting_id, day, status, mode, partners, officials, partner_people, place, topics, models, articles, reprints, outlets, languages, event
WITH newest AS (
    FROM in_dated ORDER BY day DESC, mid
    LIMIT (SELECT coalesce(try_cast($most AS BIGINT), (SELECT count(*) FROM in_dated)))
), sides AS (
    SELECT mid, string_agg(name_of('partner', partner), ', ' ORDER BY position, partner) AS partners
    FROM newest JOIN reading.meeting_partners USING (mid) GROUP BY mid
), people AS (
    SELECT mid, listed(list(name_of('person', person)) FILTER (side = 'ukraine')) AS officials,
           listed(list(name_of('person', person)) FILTER (side = 'partner')) AS partner_people
    FROM newest JOIN reading.meeting_people USING (mid) GROUP BY mid
), talked AS (
    SELECT mid, string_agg(name_of('topic', topic), ', ' ORDER BY articles DESC, topic) AS topics
    FROM newest JOIN reading.meeting_topics USING (mid) GROUP BY mid
), paid AS (
    SELECT mid, listed(list(DISTINCT name_of('funding', model))) AS models
    FROM newest JOIN reading.meeting_funding USING (mid) GROUP BY mid
)
SELECT m.meeting_id, s.day,
       name_of('status', m.status) AS status, name_of('mode', m.mode) AS mode,
       partners, officials, partner_people, name_of('place', m.place) AS place, topics, models,
       m.articles, m.reprints, m.outlets, m.languages, m.event
FROM newest s
JOIN reading.meetings m USING (mid)
LEFT JOIN sides USING (mid)
LEFT JOIN people USING (mid)
LEFT JOIN talked USING (mid)
LEFT JOIN paid USING (mid)
ORDER BY s.day DESC, s.mid
