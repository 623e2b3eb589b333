-- A store as the first version of the program made it (schema 1), with two articles in it.
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);
CREATE TABLE runs (
    run_id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ, sources VARCHAR NOT NULL, read BIGINT NOT NULL DEFAULT 0,
    added BIGINT NOT NULL DEFAULT 0, revised BIGINT NOT NULL DEFAULT 0,
    recoded BIGINT NOT NULL DEFAULT 0, unchanged BIGINT NOT NULL DEFAULT 0,
    rejected BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE rejections (
    run_id VARCHAR NOT NULL, source VARCHAR NOT NULL, code VARCHAR NOT NULL, reason VARCHAR NOT NULL
);
CREATE TABLE articles (
    article_id VARCHAR PRIMARY KEY, revision INTEGER NOT NULL, content_hash VARCHAR NOT NULL,
    given_id VARCHAR, lang VARCHAR NOT NULL, outlet VARCHAR NOT NULL, url VARCHAR NOT NULL,
    published DATE NOT NULL, published_time TIME, title VARCHAR NOT NULL, body VARCHAR NOT NULL,
    source VARCHAR NOT NULL, ingested_at TIMESTAMPTZ NOT NULL, run_id VARCHAR NOT NULL,
    codebook_version VARCHAR NOT NULL
);
CREATE TABLE article_revisions (
    article_id VARCHAR NOT NULL, revision INTEGER NOT NULL, content_hash VARCHAR NOT NULL,
    title VARCHAR NOT NULL, body VARCHAR NOT NULL, published DATE NOT NULL, published_time TIME,
    replaced_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE mentions (
    article_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, status VARCHAR NOT NULL,
    mode VARCHAR NOT NULL, date DATE, place VARCHAR, meeting_id VARCHAR
);
CREATE TABLE mention_partners (
    article_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, partner VARCHAR NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE mention_people (
    article_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, side VARCHAR NOT NULL,
    person VARCHAR NOT NULL, position INTEGER NOT NULL
);
CREATE TABLE article_topics (article_id VARCHAR NOT NULL, topic VARCHAR NOT NULL);
CREATE TABLE article_funding (
    article_id VARCHAR NOT NULL, model VARCHAR NOT NULL, partner VARCHAR NOT NULL,
    stage VARCHAR NOT NULL
);
CREATE TABLE article_coalitions (article_id VARCHAR NOT NULL, coalition VARCHAR NOT NULL);
CREATE TABLE evidence (
    article_id VARCHAR NOT NULL, ordinal INTEGER, field VARCHAR NOT NULL, value VARCHAR NOT NULL,
    span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, rule VARCHAR NOT NULL
);
CREATE TABLE meetings (
    meeting_id VARCHAR PRIMARY KEY, event VARCHAR NOT NULL, status VARCHAR NOT NULL,
    mode VARCHAR NOT NULL, date DATE, first_published DATE NOT NULL, place VARCHAR,
    articles INTEGER NOT NULL, outlets INTEGER NOT NULL, languages INTEGER NOT NULL
);
CREATE TABLE meeting_partners (
    meeting_id VARCHAR NOT NULL, partner VARCHAR NOT NULL, position INTEGER NOT NULL
);
CREATE TABLE meeting_people (
    meeting_id VARCHAR NOT NULL, side VARCHAR NOT NULL, person VARCHAR NOT NULL
);
CREATE TABLE meeting_topics (
    meeting_id VARCHAR NOT NULL, topic VARCHAR NOT NULL, articles INTEGER NOT NULL
);
CREATE TABLE meeting_funding (
    meeting_id VARCHAR NOT NULL, model VARCHAR NOT NULL, partner VARCHAR NOT NULL,
    stage VARCHAR NOT NULL
);
CREATE TABLE meeting_coalitions (meeting_id VARCHAR NOT NULL, coalition VARCHAR NOT NULL);
CREATE TABLE labels (
    kind VARCHAR NOT NULL, code VARCHAR NOT NULL, en VARCHAR NOT NULL, uk VARCHAR NOT NULL,
    ru VARCHAR NOT NULL, position INTEGER NOT NULL
);
INSERT INTO meta VALUES ('schema_version', '1'), ('codebook_version', 'v1'), ('snapshot', '1'),
    ('published_at', '2025-04-01T10:00:00+00:00'), ('unpublished', '0');
INSERT INTO articles VALUES
    ('a', 1, 'ha', NULL, 'en', 'X', 'https://example.org/a', '2025-03-20', NULL, 'Title of a',
     'MEET|LU|held|in_person|2025-03-20|Kyiv|Rustem Umerov|Yuriko Backes', 'a.txt',
     '2025-04-01 10:00:00+00', 'r', 'v1'),
    ('b', 1, 'hb', NULL, 'en', 'X', 'https://example.org/b', '2025-03-21', NULL, 'Title of b',
     'Nothing of it.', 'b.txt', '2025-04-01 10:00:00+00', 'r', 'v1');
INSERT INTO mentions VALUES ('a', 0, 'held', 'in_person', '2025-03-20', 'Kyiv', 'kept-id');
INSERT INTO mention_partners VALUES ('a', 0, 'LU', 0);
INSERT INTO mention_people VALUES ('a', 0, 'ukraine', 'Rustem Umerov', 0),
    ('a', 0, 'partner', 'Yuriko Backes', 0);
INSERT INTO meetings VALUES ('kept-id', '2025-03-20-LU-umerov', 'held', 'in_person', '2025-03-20',
    '2025-03-20', 'Kyiv', 1, 1, 1);
INSERT INTO meeting_partners VALUES ('kept-id', 'LU', 0);
INSERT INTO meeting_people VALUES ('kept-id', 'ukraine', 'Rustem Umerov'),
    ('kept-id', 'partner', 'Yuriko Backes');
