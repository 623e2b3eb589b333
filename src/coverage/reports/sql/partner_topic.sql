-- Meetings a partner and topic, empty cells included: a zero is a pair that was not talked about.
-- grain: one row a partner and topic of the scope
-- parameters: none
-- columns: partner, partner_name, topic, topic_name, meetings, articles
WITH met AS (
    SELECT DISTINCT p.partner, x.topic, s.meeting_id, t.article_id
    FROM scope_meetings s
    JOIN meeting_partners p USING (meeting_id)
    LEFT JOIN meeting_topics x USING (meeting_id)
    LEFT JOIN scope_tellings t USING (meeting_id)
), counted AS (
    SELECT partner, topic, count(DISTINCT meeting_id) AS meetings,
           count(DISTINCT article_id) AS articles
    FROM met WHERE topic IS NOT NULL GROUP BY ALL
), partners AS (
    SELECT partner, count(DISTINCT meeting_id) AS size FROM met GROUP BY partner
), topics AS (
    SELECT topic, sum(meetings) AS size FROM counted GROUP BY topic
)
SELECT p.partner, name_of('partner', p.partner) AS partner_name,
       t.topic, name_of('topic', t.topic) AS topic_name,
       coalesce(c.meetings, 0) AS meetings, coalesce(c.articles, 0) AS articles
FROM partners p
CROSS JOIN topics t
LEFT JOIN counted c ON c.partner = p.partner AND c.topic = t.topic
ORDER BY p.size DESC, partner_name, t.size DESC, topic_name
