-- Schema 4 -> 5: meetings and redirects have no key. Their rows are deleted and inserted again at
-- each linking, and DuckDB's index over them broke where that had been done many times.
ALTER TABLE meetings RENAME TO meetings_4;
CREATE TABLE meetings (
    meeting_id VARCHAR NOT NULL, event VARCHAR NOT NULL, status VARCHAR NOT NULL, mode VARCHAR NOT NULL,
    date DATE, first_published DATE NOT NULL, place VARCHAR, articles INTEGER NOT NULL,
    outlets INTEGER NOT NULL, languages INTEGER NOT NULL, held_articles INTEGER NOT NULL DEFAULT 0,
    conflicts INTEGER NOT NULL DEFAULT 0, stem VARCHAR NOT NULL DEFAULT '', reprints INTEGER NOT NULL DEFAULT 0
);
INSERT INTO meetings BY NAME FROM meetings_4;
DROP TABLE meetings_4;
ALTER TABLE meeting_redirects RENAME TO meeting_redirects_4;
CREATE TABLE meeting_redirects (
    old_id VARCHAR NOT NULL, meeting_id VARCHAR, retired_at TIMESTAMPTZ NOT NULL, reason VARCHAR NOT NULL
);
INSERT INTO meeting_redirects BY NAME FROM meeting_redirects_4;
DROP TABLE meeting_redirects_4;
