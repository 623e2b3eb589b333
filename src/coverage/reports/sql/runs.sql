-- Runs of ingest and recode, newest first.
-- grain: one row a run
-- parameters: none
-- columns: run_id, kind, started_at, finished_at, read, added, revised, unchanged, rejected, sources
SELECT run_id, kind, strftime(started_at, '%Y-%m-%d %H:%M') AS started_at,
       strftime(finished_at, '%Y-%m-%d %H:%M') AS finished_at,
       read, added, revised, unchanged, rejected, sources
FROM runs
ORDER BY runs.started_at DESC
