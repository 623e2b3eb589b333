-- The store. One row of `articles` is one article in its newest revision; everything below it
-- (mentions, topics, ...) belongs to that revision's coding, with the analysts' corrections on it.
-- `meetings` and its children are derived: the linker rebuilds them from the mentions. Dates are
-- Kyiv's days. A change here needs a migration in `migrate_<version>.sql`.

-- Name and value of what the store knows about itself: schema_version, codebook_version,
-- program_version, published_at (ISO 8601, UTC), snapshot (its number), unpublished (1 while
-- something was written that readers do not see yet), linked_under (the rules and the words that
-- the meetings were linked by), vocabulary (those words, JSON), identified_under (the rules that the
-- ids of all articles were made by; missing where there were others before).
CREATE TABLE IF NOT EXISTS meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- One row a run.
CREATE TABLE IF NOT EXISTS runs (
    run_id      VARCHAR PRIMARY KEY,
    kind        VARCHAR NOT NULL,            -- ingest | refresh | retry | recode
    started_at  TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    sources     VARCHAR NOT NULL,            -- the paths as given
    read        BIGINT NOT NULL DEFAULT 0,
    added       BIGINT NOT NULL DEFAULT 0,
    revised     BIGINT NOT NULL DEFAULT 0,
    recoded     BIGINT NOT NULL DEFAULT 0,   -- same text, coded anew under another codebook
    unchanged   BIGINT NOT NULL DEFAULT 0,
    rejected    BIGINT NOT NULL DEFAULT 0,
    request     VARCHAR DEFAULT ''           -- what it was asked to do (store/request.py), JSON
);

-- One row an input that could not be read.
CREATE TABLE IF NOT EXISTS rejections (
    run_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,                 -- path, or path and line
    code   VARCHAR NOT NULL,                 -- empty_file, no_date, bad_json, ...
    reason VARCHAR NOT NULL
);

-- Work that was done elsewhere and is in: a row a batch, written with the batch. A part (an input
-- under a codebook) is in as a whole when its last batch is.
CREATE TABLE IF NOT EXISTS parts (
    part     VARCHAR NOT NULL,               -- hash of the input's bytes and of all that decides its rows
    batch    INTEGER NOT NULL,               -- 0, 1, ...
    last     BOOLEAN NOT NULL,
    read     BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    run_id   VARCHAR NOT NULL,
    written_at TIMESTAMPTZ NOT NULL
);

-- One row an article. text = title, blank line, body; all spans point into it.
CREATE TABLE IF NOT EXISTS articles (
    article_id       VARCHAR PRIMARY KEY,
    revision         INTEGER NOT NULL,       -- 1, 2, ...
    content_hash     VARCHAR NOT NULL,       -- of what is shown and coded
    given_id         VARCHAR,
    lang             VARCHAR NOT NULL,
    outlet           VARCHAR NOT NULL,
    url              VARCHAR NOT NULL,
    published        DATE NOT NULL,
    published_time   TIME,
    title            VARCHAR NOT NULL,
    body             VARCHAR NOT NULL,
    source           VARCHAR NOT NULL,
    ingested_at      TIMESTAMPTZ NOT NULL,
    run_id           VARCHAR NOT NULL,
    codebook_version VARCHAR NOT NULL        -- under which the rows below were coded
);

-- Earlier revisions of articles that changed.
CREATE TABLE IF NOT EXISTS article_revisions (
    article_id     VARCHAR NOT NULL,
    revision       INTEGER NOT NULL,
    content_hash   VARCHAR NOT NULL,
    title          VARCHAR NOT NULL,
    body           VARCHAR NOT NULL,
    published      DATE NOT NULL,
    published_time TIME,
    replaced_at    TIMESTAMPTZ NOT NULL
);

-- A sample of the hashes of the runs of five words in an article's text, sorted; empty for short
-- ones. Not yet compared: since the last linking it is new or has changed.
CREATE TABLE IF NOT EXISTS article_shingles (
    article_id VARCHAR NOT NULL, shingles UINTEGER[] NOT NULL, compared BOOLEAN NOT NULL
);
-- Articles most of whose text stood in another one of the three days before. A row a reprint.
CREATE TABLE IF NOT EXISTS reprints (
    article_id  VARCHAR NOT NULL,
    source_id   VARCHAR NOT NULL,            -- the earlier article that holds most of the text
    original_id VARCHAR NOT NULL,            -- what that one repeats in its turn, to the first
    share       REAL NOT NULL                -- of the text, that stood in source_id: 0.55 to 1
);

-- One row an article's account of one meeting.
CREATE TABLE IF NOT EXISTS mentions (
    article_id VARCHAR NOT NULL,
    ordinal    INTEGER NOT NULL,             -- 0, 1, ... within the article
    status     VARCHAR NOT NULL,             -- held | planned | postponed | cancelled
    mode       VARCHAR NOT NULL,             -- in_person | remote | multilateral
    date       DATE,                         -- null: planned without a day
    place      VARCHAR,
    meeting_id VARCHAR                       -- set by the linker
);
CREATE TABLE IF NOT EXISTS mention_partners (
    article_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, partner VARCHAR NOT NULL,
    position INTEGER NOT NULL                -- order in which the article names them
);
CREATE TABLE IF NOT EXISTS mention_people (
    article_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL,
    side VARCHAR NOT NULL,                   -- ukraine | partner
    person VARCHAR NOT NULL, position INTEGER NOT NULL
);

-- What the article says beside the meetings.
CREATE TABLE IF NOT EXISTS article_topics (article_id VARCHAR NOT NULL, topic VARCHAR NOT NULL);
-- partner is '' where the model is tied to none.
CREATE TABLE IF NOT EXISTS article_funding (
    article_id VARCHAR NOT NULL, model VARCHAR NOT NULL, partner VARCHAR NOT NULL,
    stage VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS article_coalitions (article_id VARCHAR NOT NULL, coalition VARCHAR NOT NULL);
-- Sums named for support, each with its passage. partner, model: '' where the text ties it to none.
CREATE TABLE IF NOT EXISTS article_amounts (
    article_id VARCHAR NOT NULL,
    figure     DOUBLE NOT NULL,              -- in units of the currency, never converted
    currency   VARCHAR NOT NULL,             -- ISO 4217
    partner    VARCHAR NOT NULL,
    model      VARCHAR NOT NULL,
    bound      VARCHAR NOT NULL,             -- '' | over | about | up_to
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    rule       VARCHAR NOT NULL
);

-- Why: one row a passage. ordinal is the mention's, null for topic, funding, stage, coalition.
CREATE TABLE IF NOT EXISTS evidence (
    article_id VARCHAR NOT NULL,
    ordinal    INTEGER,
    field      VARCHAR NOT NULL,
    value      VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    rule       VARCHAR NOT NULL
);

-- One row a meeting with its whole life: the articles that announce it and those that tell of it.
-- Where any article tells of it as held, the values below are those of such articles alone.
CREATE TABLE IF NOT EXISTS meetings (
    meeting_id VARCHAR NOT NULL,             -- stays when articles are added; see meeting_redirects
    event      VARCHAR NOT NULL,             -- readable: 2025-03-20-LU-umerov
    status     VARCHAR NOT NULL,             -- held | planned | postponed | cancelled
    mode       VARCHAR NOT NULL,
    date       DATE,                         -- null: planned without a day
    first_published DATE NOT NULL,           -- of its earliest article
    place      VARCHAR,
    articles   INTEGER NOT NULL,
    outlets    INTEGER NOT NULL,             -- that told it in words of their own: see `reprints`
    languages  INTEGER NOT NULL,
    held_articles INTEGER NOT NULL DEFAULT 0,  -- of `articles`, those that tell of it as held
    conflicts  INTEGER NOT NULL DEFAULT 0,     -- claims in conflict that nobody has settled
    stem       VARCHAR NOT NULL DEFAULT '',    -- the event without its number
    reprints   INTEGER NOT NULL DEFAULT 0      -- of `articles`, those that repeat another of them
);
CREATE TABLE IF NOT EXISTS meeting_partners (meeting_id VARCHAR NOT NULL, partner VARCHAR NOT NULL, position INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS meeting_people (meeting_id VARCHAR NOT NULL, side VARCHAR NOT NULL, person VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS meeting_topics (meeting_id VARCHAR NOT NULL, topic VARCHAR NOT NULL, articles INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS meeting_funding (meeting_id VARCHAR NOT NULL, model VARCHAR NOT NULL, partner VARCHAR NOT NULL, stage VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS meeting_coalitions (meeting_id VARCHAR NOT NULL, coalition VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS meeting_amounts (
    meeting_id VARCHAR NOT NULL, figure DOUBLE NOT NULL, currency VARCHAR NOT NULL,
    partner VARCHAR NOT NULL, model VARCHAR NOT NULL, bound VARCHAR NOT NULL,
    articles INTEGER NOT NULL
);

-- The life of a meeting, a row a step: announced | moved | postponed | cancelled | held.
CREATE TABLE IF NOT EXISTS meeting_history (
    meeting_id VARCHAR NOT NULL,
    position   INTEGER NOT NULL,             -- 0, 1, ... in the order of publication
    step       VARCHAR NOT NULL,
    date       DATE,                         -- the day of the meeting as told then
    published  DATE NOT NULL,                -- when it was first told so
    article_id VARCHAR NOT NULL,             -- by whom first
    articles   INTEGER NOT NULL              -- how many say it
);

-- What the articles of one meeting say differently: a row a value, only where there are several.
CREATE TABLE IF NOT EXISTS meeting_claims (
    meeting_id VARCHAR NOT NULL,
    field      VARCHAR NOT NULL,             -- date | place | mode | stage | amount
    subject    VARCHAR NOT NULL,             -- '' or of what: model:partner, model:partner:currency
    value      VARCHAR NOT NULL,
    articles   INTEGER NOT NULL,
    outlets    INTEGER NOT NULL,
    first_published DATE NOT NULL,
    shown      BOOLEAN NOT NULL,             -- the value with most support, shown for the meeting
    settled    BOOLEAN NOT NULL DEFAULT false  -- an analyst has said which one holds
);

-- Where a meeting went whose id is no more; meeting_id null: its articles tell of none.
CREATE TABLE IF NOT EXISTS meeting_redirects (
    old_id     VARCHAR NOT NULL,
    meeting_id VARCHAR,
    retired_at TIMESTAMPTZ NOT NULL,
    reason     VARCHAR NOT NULL              -- merged | withdrawn
);

-- How the mentions were linked. One row an account: mentions that say the same of a meeting.
-- The lists are sorted; what is compared is told in link_pairs.sql.
CREATE TABLE IF NOT EXISTS accounts (
    account    UBIGINT NOT NULL,             -- hash of what it says
    held       BOOLEAN NOT NULL,
    mode       VARCHAR NOT NULL,
    day        DATE,
    told       DATE,                         -- day of publication, only where `day` is not said
    postponed  BOOLEAN NOT NULL,
    partners   VARCHAR[] NOT NULL,
    ukraine    VARCHAR[] NOT NULL,           -- officials by name; offices name nobody
    partner_people VARCHAR[] NOT NULL,
    place      VARCHAR,
    apart      VARCHAR NOT NULL,             -- article that tells two meetings of this partner and day
    pins       VARCHAR[] NOT NULL,           -- analysts' splits and merges: tag:side
    topics     VARCHAR[] NOT NULL,           -- said by at least half of its articles
    figures    VARCHAR[] NOT NULL,           -- sums named by at least half of them
    mentions   INTEGER NOT NULL,
    component  UBIGINT,                      -- accounts that may be of one cluster
    meeting_id VARCHAR,
    joined_by  VARCHAR,                      -- core | names | half_named | alone | announced | analyst
    agreed     VARCHAR[],                    -- with the meeting's core account
    differed   VARCHAR[]
);
CREATE TABLE IF NOT EXISTS mention_accounts (
    article_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, account UBIGINT NOT NULL,
    meeting_id VARCHAR                       -- as last linked: what keeps ids stable
);
-- Which accounts are one without regard to announcements, which are given to meetings afterwards.
CREATE TABLE IF NOT EXISTS account_clusters (
    account UBIGINT NOT NULL, cluster UBIGINT NOT NULL,
    drawn_by VARCHAR NOT NULL                -- core | names | half_named | alone | analyst
);
-- Articles written since the last linking.
CREATE TABLE IF NOT EXISTS dirty_articles (article_id VARCHAR NOT NULL);
-- Two meetings that were nearly taken for one; both directions are one row (meeting_id < other_id).
CREATE TABLE IF NOT EXISTS near_joins (
    meeting_id VARCHAR NOT NULL, other_id VARCHAR NOT NULL,
    score INTEGER NOT NULL,                  -- higher: nearer
    agreed VARCHAR[] NOT NULL, differed VARCHAR[] NOT NULL
);

-- The analysts' corrections as they stand in DIR/corrections.jsonl, with what became of each.
CREATE TABLE IF NOT EXISTS corrections (
    correction_id VARCHAR NOT NULL,
    made_at    TIMESTAMPTZ NOT NULL,
    who        VARCHAR NOT NULL,
    action     VARCHAR NOT NULL,             -- set | add | remove | no_meeting | split | merge | reviewed | note | undo
    target     VARCHAR NOT NULL,             -- meeting | article
    target_id  VARCHAR NOT NULL,             -- as it was then
    meeting_id VARCHAR,                      -- the meeting it is now about, if any
    field      VARCHAR NOT NULL,
    before     VARCHAR NOT NULL,
    after      VARCHAR NOT NULL,             -- of a split and a merge: the other meeting's id
    note       VARCHAR NOT NULL,
    undoes     VARCHAR NOT NULL,             -- correction_id, where action is undo
    state      VARCHAR NOT NULL,             -- applied | undone | misfit
    reason     VARCHAR NOT NULL              -- why it is a misfit
);
-- Coding of corrected articles as the program made it (JSON), to undo and to apply anew.
CREATE TABLE IF NOT EXISTS coded_originals (
    article_id VARCHAR NOT NULL, coding VARCHAR NOT NULL,
    applied VARCHAR NOT NULL                 -- the corrections that are on it, by id
);
CREATE TABLE IF NOT EXISTS mention_pins (
    article_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, pin VARCHAR NOT NULL
);
-- Meetings that an analyst marked as none: linked, but not shown or counted.
CREATE TABLE IF NOT EXISTS meetings_withheld (
    meeting_id VARCHAR NOT NULL, event VARCHAR NOT NULL, correction_id VARCHAR NOT NULL,
    articles INTEGER NOT NULL
);

-- Every snapshot that was published from this master.
CREATE TABLE IF NOT EXISTS snapshots (
    number INTEGER NOT NULL, published_at TIMESTAMPTZ NOT NULL, codebook_version VARCHAR NOT NULL,
    articles BIGINT NOT NULL, meetings BIGINT NOT NULL, corrections BIGINT NOT NULL
);

-- Names for codes, written from the codebook at publish, so that reports and exports can label.
CREATE TABLE IF NOT EXISTS labels (
    kind VARCHAR NOT NULL,                   -- partner | topic | funding | stage | coalition | status | mode
    code VARCHAR NOT NULL,
    en VARCHAR NOT NULL, uk VARCHAR NOT NULL, ru VARCHAR NOT NULL,
    position INTEGER NOT NULL                -- the order to show them in
);
