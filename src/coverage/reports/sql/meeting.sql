-- One meeting, in the scope or not.
-- grain: one row, or none where there is no such meeting
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: meeting_id, day, status, mode, partners, officials, partner_people, place, topics, models, articles, reprints, outlets, languages, event
WITH s AS (
    SELECT meeting_id, coalesce(date, first_published) AS day
    FROM meetings WHERE meeting_id = now_meeting($meeting)
)
SELECT s.meeting_id, s.day,
       name_of('status', m.status) AS status, name_of('mode', m.mode) AS mode,
       (SELECT string_agg(name_of('partner', p.partner), ', ' ORDER BY p.position)
        FROM meeting_partners p WHERE p.meeting_id = s.meeting_id) AS partners,
       (SELECT listed(list(DISTINCT name_of('person', h.person))) FROM meeting_people h
        WHERE h.meeting_id = s.meeting_id AND h.side = 'ukraine') AS officials,
       (SELECT listed(list(DISTINCT name_of('person', h.person))) FROM meeting_people h
        WHERE h.meeting_id = s.meeting_id AND h.side = 'partner') AS partner_people,
       name_of('place', m.place) AS place,
       (SELECT string_agg(name_of('topic', t.topic), ', ' ORDER BY t.articles DESC, t.topic)
        FROM meeting_topics t WHERE t.meeting_id = s.meeting_id) AS topics,
       (SELECT listed(list(DISTINCT name_of('funding', f.model)))
        FROM meeting_funding f WHERE f.meeting_id = s.meeting_id) AS models,
       m.articles, m.reprints, m.outlets, m.languages, m.event
FROM s
JOIN meetings m USING (meeting_id)
