-- Input that could not be read, newest run first. read_since: when a later run read it and did not
-- reject it again; empty where that is not known of any: a file gone from its folder is not read.
-- source: as the run called it, with the line or element; lies_in: the file, from the root, where it
-- is one.
-- grain: one row an input
-- parameters: none
-- columns: run_id, at, code, reason, source, lies_in, read_since
WITH RECURSIVE asked AS (
    SELECT run_id, started_at, finished_at, coalesce(request ->> 'again', '') AS again,
           coalesce(request ->> 'folder', '') AS folder,
           coalesce(from_json(request -> 'paths', '["VARCHAR"]'), []) AS paths
    FROM (SELECT * REPLACE (nullif(request, '')::JSON AS request) FROM every_run)
),
again (run_id, first) AS (  -- whoever reads again what was read again reads what was first asked
    SELECT run_id, again FROM asked WHERE again <> ''
    UNION
    SELECT again.run_id, asked.again FROM again JOIN asked ON asked.run_id = again.first
    WHERE asked.again <> ''
),
placed AS (  -- place: the source from the root, where it is a file's, without «./» and «../»
    SELECT x.run_id, x.source, x.code, x.started_at, x.folder,
           CASE WHEN starts_with(x.folder || x.source, '/')
                THEN list_reduce(string_split(x.folder || x.source, '/'), (path, name) ->
                    CASE name WHEN '.' THEN path WHEN '' THEN path
                              WHEN '..' THEN regexp_replace(path, '/[^/]*$', '')
                              ELSE path || '/' || name END)
                ELSE x.source END AS place
    FROM (
        SELECT * REPLACE (
            CASE WHEN folder = '' OR regexp_matches(source, '^(/|-$|-[:#/]|\w+://)') THEN ''
                 ELSE folder || '/' END AS folder)
        FROM (SELECT run_id, source, code FROM every_rejection
              -- Code: none of a file of which something was read.
              UNION SELECT DISTINCT run_id, regexp_replace(source, '[:#]\d+$', ''), NULL FROM articles)
        JOIN asked USING (run_id)
    ) x
),
input AS (  -- lies_in: the file, without the line or element in it
    SELECT DISTINCT run_id, source, started_at, place, regexp_replace(place, '[:#]\d+$', '') AS lies_in
    FROM placed WHERE code IS NOT NULL
),
around AS (  -- what a source lies in: who could not read an archive or feed did not read what is in it
    SELECT run_id, source, unnest(list_transform(range(1, len(names) + 1),
                                  n -> array_to_string(names[1:n], '/'))
                                  || [place, regexp_replace(place, '#entry-\w+$', '')]) AS place
    FROM (SELECT *, string_split(lies_in, '/') AS names FROM input)
),
given AS (SELECT run_id, unnest(paths) AS path FROM asked WHERE again = ''),
brought AS (SELECT DISTINCT run_id, place AS lies_in FROM placed WHERE code IS NULL),
reads AS (
    SELECT i.run_id, i.source, a.run_id AS later FROM input i JOIN again a ON a.first = i.run_id
    UNION
    SELECT i.run_id, i.source, g.run_id FROM input i JOIN given g ON g.path = i.lies_in
    UNION
    SELECT i.run_id, i.source, b.run_id FROM input i JOIN brought b USING (lies_in)
),
read_well AS (
    SELECT i.run_id, i.source, min(t.started_at) AS at
    FROM input i
    JOIN reads USING (run_id, source)
    JOIN asked t ON t.run_id = reads.later
    WHERE t.started_at > i.started_at AND t.finished_at IS NOT NULL
      AND NOT EXISTS (FROM around JOIN placed e ON e.place = around.place
                      WHERE e.run_id = t.run_id AND e.code IS NOT NULL
                        -- What was left out of a folder or file is told of it, as is what to heed
                        -- in what went in: the rest was read.
                        AND (e.code NOT IN ('hidden_files', 'private_chats', 'forwarded',
                                            'truncated')
                             OR e.place = i.place)
                        AND around.run_id = i.run_id AND around.source = i.source)
    GROUP BY ALL
)
SELECT x.run_id, strftime(r.started_at, '%Y-%m-%d %H:%M') AS at, x.code, x.reason, x.source,
       coalesce(i.lies_in, x.source) AS lies_in,
       coalesce(strftime(w.at, '%Y-%m-%d %H:%M'), '') AS read_since
FROM every_rejection x
LEFT JOIN every_run r USING (run_id)
LEFT JOIN input i USING (run_id, source)
LEFT JOIN read_well w USING (run_id, source)
ORDER BY r.started_at DESC NULLS LAST, x.source
