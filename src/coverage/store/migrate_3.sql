-- Schema 2 -> 3: reprints. The next run reads the texts, compares them and publishes.
ALTER TABLE meetings ADD COLUMN IF NOT EXISTS reprints INTEGER DEFAULT 0;
INSERT OR REPLACE INTO meta VALUES ('unpublished', '1');
