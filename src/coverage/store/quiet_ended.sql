-- What the ledger has of runs that ended since the snapshot in force was published. Grain: one row, JSON.
WITH ended AS (
    FROM runs WHERE finished_at > (SELECT max(published_at) FROM snapshots)
)
SELECT to_json({
    runs: (SELECT list(e ORDER BY started_at) FROM ended AS e),
    rejections: (SELECT list(r) FROM rejections AS r SEMI JOIN ended USING (run_id))
})
