-- Input that could not be read, newest run first.
-- grain: one row an input
-- parameters: none
-- columns: run_id, at, code, reason, source
SELECT x.run_id, strftime(r.started_at, '%Y-%m-%d %H:%M') AS at, x.code, x.reason, x.source
FROM every_rejection x
LEFT JOIN every_run r USING (run_id)
ORDER BY r.started_at DESC NULLS LAST, x.source
