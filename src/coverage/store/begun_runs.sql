-- What the ledger has of runs without an end, oldest first. Grain: one row, JSON.
SELECT coalesce(to_json(list(r ORDER BY started_at)), '[]') FROM runs AS r WHERE finished_at IS NULL
