-- Every state of the store that was published, newest first (old ones may be pruned since).
-- grain: one row a snapshot
-- parameters: none
-- columns: number, published_at, codebook_version, articles, meetings, corrections
SELECT number, strftime(published_at, '%Y-%m-%d %H:%M') AS published_at, codebook_version, articles,
       meetings, corrections
FROM snapshots
ORDER BY snapshots.published_at DESC, number DESC
