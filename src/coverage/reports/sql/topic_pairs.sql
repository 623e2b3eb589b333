-- Topics that are talked about at the same meetings.
-- grain: one row a pair of topics, each pair both ways round (only those that occur)
-- parameters: none
-- columns: topic, topic_name, other_topic, other_name, meetings, articles
SELECT x.topic, name_of('topic', x.topic) AS topic_name,
       y.topic AS other_topic, name_of('topic', y.topic) AS other_name,
       count(DISTINCT s.meeting_id) AS meetings, count(DISTINCT t.article_id) AS articles
FROM scope_meetings s
JOIN meeting_topics x USING (meeting_id)
JOIN meeting_topics y ON y.meeting_id = s.meeting_id AND y.topic <> x.topic
LEFT JOIN scope_tellings t ON t.meeting_id = s.meeting_id
GROUP BY x.topic, y.topic
ORDER BY sum(count(DISTINCT s.meeting_id)) OVER (PARTITION BY x.topic) DESC, topic_name,
         meetings DESC, other_name
