-- Meetings a partner and topic, empty cells included: a zero is a pair that was not talked about.
-- grain: one row a partner and topic of the scope
-- parameters: none
-- columns: partner, partner_name, topic, topic_name, meetings, articles
WITH shared AS (
    SELECT partner, topic, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_partners USING (mid) JOIN reading.meeting_topics USING (mid)
    GROUP BY partner, topic
), partners AS (
    SELECT partner, sum(meetings) AS size FROM in_partner_periods GROUP BY partner
), topics AS (
    SELECT topic, sum(meetings) AS size FROM in_partner_topics GROUP BY topic
)
SELECT p.partner, name_of('partner', p.partner) AS partner_name,
       t.topic, name_of('topic', t.topic) AS topic_name,
       coalesce(c.meetings, 0) AS meetings, coalesce(c.own, 0) + coalesce(s.n, 0) AS articles
FROM partners p
CROSS JOIN topics t
LEFT JOIN in_partner_topics c ON c.partner = p.partner AND c.topic = t.topic
LEFT JOIN shared s ON s.partner = p.partner AND s.topic = t.topic
ORDER BY p.size DESC, partner, t.size DESC, topic
