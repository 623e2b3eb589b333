-- Meetings and their articles a period and topic. A meeting with several of them counts under each.
-- grain: one row a period of the scope's grain and topic (only those that occur)
-- parameters: none
-- columns: period, topic, topic_name, meetings, articles
WITH shared AS (
    SELECT period, topic, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_topics USING (mid) GROUP BY period, topic
)
SELECT period, topic, name_of('topic', topic) AS topic_name, meetings, own + coalesce(n, 0) AS articles
FROM in_topic_periods LEFT JOIN shared USING (period, topic)
ORDER BY period, meetings DESC, topic
