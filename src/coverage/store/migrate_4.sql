-- Schema 3 -> 4: what each run was asked to do, so that it can be asked again; runs are called what
-- they were. Of earlier runs that is known of those that read again what was rejected.
ALTER TABLE runs ADD COLUMN IF NOT EXISTS request VARCHAR DEFAULT '';
UPDATE runs SET kind = 'retry' WHERE kind = 'ingest' AND starts_with(sources, 'again: ');
