-- Meetings that were announced, whose day (or, without one, 30 days) has passed, and that no article
-- tells of as held: taken place unseen, or never. The filters hold, but for status: the day it was planned for
-- (of its first article, where it has none) lies in the period. days_ago: up to the newest article in scope.
-- grain: one row a meeting
-- parameters: most (how many of the newest, as a number; '' for all)
-- columns: meeting_id, day, announced, days_ago, status, partners, officials, place, topics, articles
WITH now AS (SELECT until AS today FROM scope_windows),
found AS (
    SELECT m.mid, m.meeting_id, m.date AS day, m.first_published AS announced, (now.today - coalesce(m.date, m.first_published))::INTEGER AS days_ago, m.status, m.place, m.articles
    FROM in_announced JOIN reading.meetings m USING (mid), now
    WHERE (m.date < now.today OR (m.date IS NULL AND m.first_published <= now.today - 30))
      AND ($start::DATE IS NULL OR coalesce(m.date, m.first_published) >= $start::DATE)
      AND ($end::DATE IS NULL OR coalesce(m.date, m.first_published) <= $end::DATE)
    ORDER BY coalesce(m.date, m.first_published) DESC, m.meeting_id
    LIMIT try_cast($most AS BIGINT)
), partner_names AS (
    SELECT mid, {'at': position, 'name': name_of('partner', partner)} AS called
    FROM found JOIN reading.meeting_partners USING (mid)
), sides AS (
    SELECT mid, in_order(list(called)) AS partners FROM partner_names GROUP BY mid
), people_names AS (
    SELECT DISTINCT mid, name_of('person', person) AS name
    FROM found JOIN reading.meeting_people USING (mid) WHERE side = 'ukraine'
), people AS (
    SELECT mid, listed(list(name)) AS officials FROM people_names GROUP BY mid
), topic_names AS (
    SELECT mid, {'at': (-articles, topic), 'name': name_of('topic', topic)} AS called
    FROM (SELECT mid FROM found) JOIN reading.meeting_topics USING (mid)
), talked AS (
    SELECT mid, in_order(list(called)) AS topics FROM topic_names GROUP BY mid
)
SELECT m.meeting_id, m.day, m.announced, days_ago, name_of('status', m.status) AS status, partners, officials,
       name_of('place', m.place) AS place, topics, m.articles
FROM found m LEFT JOIN sides USING (mid) LEFT JOIN people USING (mid) LEFT JOIN talked USING (mid)
ORDER BY coalesce(m.day, m.announced) DESC, m.meeting_id
