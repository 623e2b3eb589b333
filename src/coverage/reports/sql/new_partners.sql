-- Partners whose first meeting that fits lies in this period: nobody met them before.
-- grain: one row a partner
-- parameters: none
-- columns: partner, partner_name, first_day, meetings, officials, topics, meeting_id
WITH fresh AS MATERIALIZED (
    SELECT code AS partner, n.*
    FROM (SELECT number, min(day) AS since, sum(meetings) FILTER (day <= w.last_day) AS meetings
          FROM in_partner_days, scope_windows w GROUP BY number) n JOIN reading.codes USING (number), scope_windows w
    WHERE since BETWEEN w.first_day AND w.last_day AND (SELECT min(day) FROM in_ever) < w.first_day
), counted AS (
    SELECT partner, any_value(since) AS first_day, any_value(f.meetings)::BIGINT AS meetings,
           min(mid) AS mid  -- mid is in the order of days
    FROM fresh f JOIN reading.meeting_partners USING (partner) JOIN in_ever USING (mid) GROUP BY partner
)
SELECT c.partner, name_of('partner', c.partner) AS partner_name, c.first_day, c.meetings,
       (SELECT listed(list(DISTINCT name_of('person', h.person))) FROM reading.meeting_people h
        WHERE h.mid = m.mid AND h.side = 'ukraine') AS officials,
       (SELECT string_agg(name_of('topic', t.topic), ', ' ORDER BY t.articles DESC, t.topic)
        FROM reading.meeting_topics t WHERE t.mid = m.mid) AS topics,
       m.meeting_id
FROM counted c JOIN reading.meetings m USING (mid)
ORDER BY c.first_day DESC, partner
