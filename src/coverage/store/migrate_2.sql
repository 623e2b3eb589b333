-- Schema 1 -> 2: the life of meetings, claims, amounts, corrections, the state of the linking.
-- New tables are made by schema.sql, which runs first; the next linking fills them.
ALTER TABLE meetings ADD COLUMN IF NOT EXISTS held_articles INTEGER DEFAULT 0;
ALTER TABLE meetings ADD COLUMN IF NOT EXISTS conflicts INTEGER DEFAULT 0;
ALTER TABLE meetings ADD COLUMN IF NOT EXISTS stem VARCHAR DEFAULT '';
INSERT INTO mention_accounts SELECT article_id, ordinal, 0, meeting_id FROM mentions;
INSERT INTO dirty_articles SELECT article_id FROM articles;
