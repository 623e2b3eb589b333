-- Note the snapshot that is about to be published.
-- Parameters: number, now.
INSERT INTO snapshots
SELECT $number, $now,
       coalesce((SELECT value FROM meta WHERE key = 'codebook_version'), ''),
       (SELECT count(*) FROM articles), (SELECT count(*) FROM meetings),
       (SELECT count(*) FROM corrections WHERE state = 'applied')
