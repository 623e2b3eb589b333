-- Topics that are talked about at the same meetings.
-- grain: one row a pair of topics, each pair both ways round (only those that occur)
-- parameters: none
-- columns: topic, topic_name, other_topic, other_name, meetings, articles
WITH shared AS (
    SELECT x.topic, y.topic AS other_topic, count(DISTINCT s.aid) AS n
    FROM in_shared s
    JOIN reading.meeting_topics x USING (mid)
    JOIN reading.meeting_topics y ON y.mid = s.mid AND y.topic <> x.topic
    GROUP BY x.topic, y.topic
)
SELECT topic, name_of('topic', topic) AS topic_name,
       other_topic, name_of('topic', other_topic) AS other_name,
       meetings, own + coalesce(n, 0) AS articles
FROM in_topic_pairs LEFT JOIN shared USING (topic, other_topic)
ORDER BY sum(meetings) OVER (PARTITION BY topic) DESC, topic, meetings DESC, other_topic
