-- Meetings, newest first.
-- grain: one row a meeting
-- parameters: most (how many of the newest, as a number; '' for all)
-- columns: meeting_id, day, status, mode, partners, officials, partner_people, place, topics, models, articles, reprints, outlets, languages, event
WITH newest AS (
    FROM in_dated ORDER BY day DESC, mid LIMIT try_cast($most AS BIGINT)
), partner_names AS (
    SELECT mid, {'at': (position, partner), 'name': name_of('partner', partner)} AS called
    FROM newest JOIN reading.meeting_partners USING (mid)
), sides AS (
    SELECT mid, in_order(list(called)) AS partners FROM partner_names GROUP BY mid
), people_names AS (
    SELECT mid, side, name_of('person', person) AS name FROM newest JOIN reading.meeting_people USING (mid)
), people AS (
    SELECT mid, listed(list(name) FILTER (side = 'ukraine')) AS officials,
           listed(list(name) FILTER (side = 'partner')) AS partner_people
    FROM people_names GROUP BY mid
), topic_names AS (
    SELECT mid, {'at': (-articles, topic), 'name': name_of('topic', topic)} AS called
    FROM newest JOIN reading.meeting_topics USING (mid)
), talked AS (
    SELECT mid, in_order(list(called)) AS topics FROM topic_names GROUP BY mid
), model_names AS (
    SELECT DISTINCT mid, name_of('funding', model) AS name FROM newest JOIN reading.meeting_funding USING (mid)
), paid AS (
    SELECT mid, listed(list(name)) AS models FROM model_names GROUP BY mid
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
