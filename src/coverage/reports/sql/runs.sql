-- Runs, newest first. kind: ingest, refresh (feeds were asked), retry (what a run rejected was read
-- again), recode. state: finished, interrupted (it was killed or broke off: its figures are what it
-- had put in), running.
-- grain: one row a run
-- parameters: none
-- columns: run_id, kind, started_at, finished_at, state, read, added, revised, unchanged, rejected, sources
SELECT run_id, kind, strftime(started_at, '%Y-%m-%d %H:%M') AS started_at,
       strftime(finished_at, '%Y-%m-%d %H:%M') AS finished_at,
       CASE WHEN finished_at IS NOT NULL THEN 'finished'
            WHEN started_at < (SELECT max(started_at) FROM every_run WHERE finished_at IS NOT NULL)
            THEN 'interrupted' ELSE 'running' END AS state,
       read, added, revised, unchanged, rejected, sources
FROM every_run
ORDER BY every_run.started_at DESC
