-- Names and counts of conflicts of the meetings in `touched_meeting`, after corrections.
-- Needs: official, gone_stem (link_meetings.sql), office_name, touched_meeting.
UPDATE meetings AS m
SET conflicts = coalesce(n, 0)
FROM (SELECT t.meeting_id, count(DISTINCT (c.field, c.subject)) FILTER (NOT c.settled) AS n
      FROM touched_meeting AS t LEFT JOIN meeting_claims AS c USING (meeting_id)
      GROUP BY t.meeting_id) AS counted
WHERE m.meeting_id = counted.meeting_id;

CREATE OR REPLACE TEMP TABLE stem AS
WITH leading_official AS (
    SELECT DISTINCT ON (meeting_id) meeting_id,
           -- The surname in plain Latin letters: Støre -> store, Zūna -> zuna.
           regexp_replace(
               strip_accents(replace(replace(translate(
                   lower(split_part(person, ' ', -1)), 'øłđðıħ', 'olddih'), 'ß', 'ss'), 'æ', 'ae')),
               '[^a-z]', '', 'g') AS surname
    FROM official ANTI JOIN office_name ON name = person
    ORDER BY meeting_id, side DESC, place
)
SELECT m.meeting_id, concat_ws('-', coalesce(m.date, m.first_published), p.partner, nullif(o.surname, '')) AS stem
FROM meetings AS m SEMI JOIN touched_meeting USING (meeting_id)
LEFT JOIN meeting_partners AS p ON p.meeting_id = m.meeting_id AND p.position = 0
LEFT JOIN leading_official AS o ON o.meeting_id = m.meeting_id;
UPDATE meetings AS m SET stem = stem.stem FROM stem WHERE m.meeting_id = stem.meeting_id;

-- A meeting and its announcement bear one name; only a second meeting of a day is numbered. All
-- that share a stem with a touched one are counted anew.
CREATE OR REPLACE TEMP TABLE numbered AS
WITH renamed AS (
    SELECT meeting_id, stem, status, first_published FROM meetings
    WHERE stem IN (SELECT stem FROM stem UNION FROM gone_stem)
),
first_told AS (
    SELECT DISTINCT ON (x.meeting_id) x.meeting_id, x.article_id, x.ordinal
    FROM mention_accounts AS x SEMI JOIN renamed USING (meeting_id) JOIN articles USING (article_id)
    ORDER BY x.meeting_id, published, x.article_id, x.ordinal
)
SELECT r.meeting_id, r.stem, row_number() OVER (
           PARTITION BY status = 'held', stem ORDER BY first_published, article_id, ordinal) AS nth
FROM renamed AS r JOIN first_told USING (meeting_id);
UPDATE meetings AS m
SET event = CASE nth WHEN 1 THEN n.stem ELSE n.stem || '-' || nth END
FROM numbered AS n
WHERE m.meeting_id = n.meeting_id
  AND m.event <> CASE nth WHEN 1 THEN n.stem ELSE n.stem || '-' || nth END;

DROP TABLE stem;
DROP TABLE gone_stem;
DROP TABLE numbered;
DROP TABLE official;
