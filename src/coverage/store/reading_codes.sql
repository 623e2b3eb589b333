-- The codes of the meetings from $first to $last. Lists in the making stay in memory, however little the database
-- may have: so many at a time as reading.py says.
INSERT INTO reading.meeting_codes
WITH sides AS (
    SELECT mid, list(number) AS partners
    FROM reading.meeting_partners p JOIN reading.codes c ON c.filter = 'partners' AND c.code = p.partner
    WHERE mid BETWEEN $first AND $last GROUP BY mid
), talked AS (
    SELECT mid, list(number) AS topics
    FROM reading.meeting_topics t JOIN reading.codes c ON c.filter = 'topics' AND c.code = t.topic
    WHERE mid BETWEEN $first AND $last GROUP BY mid
), ours AS (
    SELECT mid, list(number) AS officials
    FROM reading.meeting_people h JOIN reading.codes c ON c.filter = 'officials' AND c.code = h.person
    WHERE h.side = 'ukraine' AND mid BETWEEN $first AND $last GROUP BY mid
), theirs AS (
    SELECT mid, list(number) AS people
    FROM reading.meeting_people h JOIN reading.codes c ON c.filter = 'people' AND c.code = h.person
    WHERE h.side = 'partner' AND mid BETWEEN $first AND $last GROUP BY mid
), there AS (
    SELECT mid, number AS place FROM reading.meetings m JOIN reading.codes c ON c.filter = 'places' AND c.code = m.place
    WHERE mid BETWEEN $first AND $last
), other AS (
    SELECT mid, 'modes' AS filter, mode AS code FROM reading.meetings
    UNION ALL SELECT mid, 'statuses', status FROM reading.meetings
    UNION ALL SELECT DISTINCT mid, 'models', model FROM reading.meeting_funding
    UNION ALL SELECT DISTINCT mid, 'stages', stage FROM reading.meeting_funding
    UNION ALL SELECT mid, 'coalitions', coalition FROM reading.meeting_coalitions
    UNION ALL SELECT DISTINCT mid, 'outlets', outlet FROM reading.meeting_outlets
    UNION ALL SELECT DISTINCT mid, 'langs', lang FROM reading.meeting_outlets
), others AS (
    SELECT mid, list(number) AS others FROM other JOIN reading.codes USING (filter, code)
    WHERE mid BETWEEN $first AND $last GROUP BY mid
)
SELECT mid, partners, topics, officials, people, there.place, others, m.status, m.day
FROM others JOIN reading.meetings m USING (mid)
LEFT JOIN sides USING (mid) LEFT JOIN talked USING (mid) LEFT JOIN ours USING (mid)
LEFT JOIN theirs USING (mid) LEFT JOIN there USING (mid) ORDER BY mid;
