-- Runs, newest first. kind: ingest, refresh (feeds were asked), retry (what a run rejected was read
-- again), recode. state: finished, interrupted (it was killed or broke off: its figures are what it
-- had put in), running. sources: what it was asked to read, files and folders from the root, a line each.
-- grain: one row a run
-- parameters: none
-- columns: run_id, kind, started_at, finished_at, state, read, added, revised, unchanged, rejected, sources
SELECT run_id, kind, strftime(started_at, '%Y-%m-%d %H:%M') AS started_at,
       strftime(finished_at, '%Y-%m-%d %H:%M') AS finished_at,
       CASE WHEN finished_at IS NOT NULL THEN 'finished'
            WHEN NOT coalesce(alive, started_at >= (
                SELECT max(started_at) FROM every_run WHERE finished_at IS NOT NULL))
            THEN 'interrupted' ELSE 'running' END AS state,
       read, added, revised, unchanged, rejected,
       CASE WHEN (request ->> 'folder') <> '' AND (request ->> 'again') = ''
            THEN array_to_string(list_concat(
                from_json(request -> 'paths', '["VARCHAR"]'),
                list_filter(from_json(request -> 'sources', '["VARCHAR"]'), x -> x = '-')), chr(10))
            ELSE sources END AS sources
FROM (SELECT * REPLACE (nullif(request, '')::JSON AS request) FROM every_run) every_run
ORDER BY every_run.started_at DESC
