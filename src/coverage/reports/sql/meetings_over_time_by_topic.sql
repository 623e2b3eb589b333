-- Meetings and their articles a period and topic. A meeting with several of them counts under each.
-- grain: one row a period of the scope's grain and topic (only those that occur)
-- parameters: none
-- columns: period, topic, topic_name, meetings, articles
SELECT s.period, x.topic, name_of('topic', x.topic) AS topic_name,
       count(DISTINCT s.meeting_id) AS meetings, count(DISTINCT t.article_id) AS articles
FROM scope_meetings s
JOIN meeting_topics x USING (meeting_id)
LEFT JOIN scope_tellings t USING (meeting_id)
GROUP BY s.period, x.topic
ORDER BY s.period, meetings DESC, x.topic
