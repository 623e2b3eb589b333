-- Topics by the number of meetings.
-- grain: one row a topic
-- parameters: none
-- columns: topic, topic_name, meetings, articles, partner_count, first_day, last_day, trend
WITH counted AS (
    SELECT topic, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own,
           min(first_day) AS first_day, max(last_day) AS last_day
    FROM in_topic_periods GROUP BY topic
), shared AS (
    SELECT topic, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_topics USING (mid) GROUP BY topic
), sides AS (
    SELECT topic, count(*) AS partner_count FROM in_partner_topics GROUP BY topic
), trends AS (
    SELECT c.topic, list(coalesce(b.meetings, 0) ORDER BY t.period) AS trend
    FROM counted c CROSS JOIN scope_periods t
    LEFT JOIN in_topic_periods b ON b.topic = c.topic AND b.period = t.period
    GROUP BY c.topic
)
SELECT topic, name_of('topic', topic) AS topic_name, meetings, own + coalesce(n, 0) AS articles,
       coalesce(partner_count, 0) AS partner_count, first_day, last_day, trend
FROM counted
LEFT JOIN shared USING (topic)
LEFT JOIN sides USING (topic)
LEFT JOIN trends USING (topic)
ORDER BY meetings DESC, articles DESC, topic
