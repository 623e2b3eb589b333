-- Meetings that are announced for the weeks after the newest article, and those announced without a
-- day in the 30 days before it; the filters hold, but for period and status.
-- grain: one row a meeting
-- parameters: none
-- columns: meeting_id, day, announced, in_days, status, partners, officials, place, topics, articles
WITH now AS (SELECT max(published) AS today FROM reading.articles)
SELECT m.meeting_id, m.date AS day, m.first_published AS announced,
       (m.date - now.today)::INTEGER AS in_days, name_of('status', m.status) AS status,
       (SELECT string_agg(name_of('partner', p.partner), ', ' ORDER BY p.position)
        FROM reading.meeting_partners p WHERE p.mid = m.mid) AS partners,
       (SELECT listed(list(DISTINCT name_of('person', h.person))) FROM reading.meeting_people h
        WHERE h.mid = m.mid AND h.side = 'ukraine') AS officials,
       name_of('place', m.place) AS place,
       (SELECT string_agg(name_of('topic', t.topic), ', ' ORDER BY t.articles DESC, t.topic)
        FROM reading.meeting_topics t WHERE t.mid = m.mid) AS topics,
       m.articles
FROM in_announced s JOIN reading.meetings m USING (mid), now
WHERE m.date > now.today OR (m.date IS NULL AND m.first_published > now.today - 30)
ORDER BY m.date NULLS LAST, m.first_published DESC, m.meeting_id
