-- What runs of each kind came to: how many, how many of them did not end, when the last one ended and
-- how long it took (seconds since 1970, and seconds; 0 where none has ended), and what became of all inputs.
-- grain: one row a kind of run
-- parameters: none
-- columns: kind, runs, cut_off, last_end, last_seconds, read, added, revised, recoded, unchanged, rejected
SELECT kind, count(*) AS runs, count(*) FILTER (finished_at IS NULL AND alive IS NOT true) AS cut_off,
       coalesce(epoch(max(finished_at)), 0) AS last_end,
       coalesce(epoch(arg_max(finished_at - started_at, finished_at)), 0) AS last_seconds,
       sum(read) AS read, sum(added) AS added, sum(revised) AS revised, sum(recoded) AS recoded,
       sum(unchanged) AS unchanged, sum(rejected) AS rejected
FROM every_run
GROUP BY kind
ORDER BY kind
