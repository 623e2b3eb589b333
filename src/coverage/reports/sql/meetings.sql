-- Meetings, newest first.
-- grain: one row a meeting
-- parameters: most (how many of the newest, as a number; '' for all)
-- columns: meeting_id, day, status, mode, partners, officials, partner_people, place, topics, models, articles, reprints, outlets, languages, event
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
FROM (
    SELECT i.meeting_id, d.day
    FROM (FROM in_dated ORDER BY day DESC, mid
          LIMIT (SELECT coalesce(try_cast($most AS BIGINT), (SELECT count(*) FROM in_dated)))) d
    JOIN reading.meetings i USING (mid)
) s
JOIN meetings m USING (meeting_id)
ORDER BY s.day DESC, s.meeting_id
