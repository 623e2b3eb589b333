-- Topics by the number of meetings.
-- grain: one row a topic
-- parameters: none
-- columns: topic, topic_name, meetings, articles, partner_count, first_day, last_day, trend
WITH met AS (
    SELECT DISTINCT x.topic, s.meeting_id, s.day, s.period
    FROM scope_meetings s JOIN meeting_topics x USING (meeting_id)
), counted AS (
    SELECT topic, count(*) AS meetings, min(day) AS first_day, max(day) AS last_day
    FROM met GROUP BY topic
), told AS (
    SELECT topic, count(DISTINCT article_id) AS articles
    FROM met JOIN scope_tellings USING (meeting_id) GROUP BY topic
), sides AS (
    SELECT topic, count(DISTINCT partner) AS partner_count
    FROM met JOIN meeting_partners USING (meeting_id) GROUP BY topic
), by_period AS (
    SELECT c.topic, t.period, count(met.meeting_id) AS n
    FROM counted c CROSS JOIN scope_periods t
    LEFT JOIN met ON met.topic = c.topic AND met.period = t.period
    GROUP BY c.topic, t.period
), trends AS (
    SELECT topic, list(n ORDER BY period) AS trend FROM by_period GROUP BY topic
)
SELECT topic, name_of('topic', topic) AS topic_name, meetings, coalesce(articles, 0) AS articles,
       coalesce(partner_count, 0) AS partner_count, first_day, last_day, trend
FROM counted
LEFT JOIN told USING (topic)
LEFT JOIN sides USING (topic)
LEFT JOIN trends USING (topic)
ORDER BY meetings DESC, articles DESC, topic_name
