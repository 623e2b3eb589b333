-- What run.py does before the reports of a page: the filters worked out once, into temporary
-- tables and macros of the cursor's own connection. {...} are conditions of filters.toml, the
-- grain and the language, none of which comes from a user as text.

-- The first day of the period (day, week, ... of the scope's grain) that a day lies in.
CREATE OR REPLACE TEMP MACRO period_of(d) AS date_trunc('{grain}', d)::DATE;

-- The name of a code in the reader's language; the code itself where the codebook has none.
CREATE OR REPLACE TEMP VIEW named AS
SELECT kind, code, {lang} AS name
FROM (FROM labels UNION ALL BY NAME
      SELECT * FROM (VALUES ('lang', 'ru', 'Russian', 'російська', 'русский', 1),
                            ('lang', 'uk', 'Ukrainian', 'українська', 'украинский', 2),
                            ('lang', 'en', 'English', 'англійська', 'английский', 3))
             AS languages (kind, code, en, uk, ru, position));
CREATE OR REPLACE TEMP MACRO name_of(k, c) AS
    coalesce((SELECT any_value(n.name) FROM named n WHERE n.kind = k AND n.code = c), c);

-- Names in one cell, in the order of the alphabet.
CREATE OR REPLACE TEMP MACRO listed(names) AS array_to_string(list_sort(names), ', ');

-- Meetings that fit all filters but the period. day: of the meeting; of its first article where
-- a planned one has no day.
CREATE OR REPLACE TEMP TABLE scope_ever AS
SELECT m.meeting_id, coalesce(m.date, m.first_published) AS day
FROM meetings m
WHERE {meeting_filters};

-- Meetings in scope.
CREATE OR REPLACE TEMP TABLE scope_meetings AS
SELECT meeting_id, day, period_of(day) AS period
FROM scope_ever
WHERE ($start::DATE IS NULL OR day >= $start::DATE) AND ($end::DATE IS NULL OR day <= $end::DATE);

-- Articles in scope: they tell of a meeting in scope. One row an article and meeting.
CREATE OR REPLACE TEMP TABLE scope_tellings AS
SELECT DISTINCT n.article_id, n.meeting_id, s.period
FROM mentions n
JOIN scope_meetings s USING (meeting_id)
JOIN articles a USING (article_id)
WHERE {telling_filters};

CREATE OR REPLACE TEMP TABLE scope_articles AS
SELECT DISTINCT article_id FROM scope_tellings;

-- Articles that fit by what they say themselves and by the day they were published, with or
-- without a contact.
CREATE OR REPLACE TEMP TABLE scope_published AS
SELECT a.article_id, a.published AS day
FROM articles a
WHERE ($start::DATE IS NULL OR a.published >= $start::DATE)
  AND ($end::DATE IS NULL OR a.published <= $end::DATE)
  AND {article_filters};

-- What those articles say of funding: one row an article, model and partner ('' for none).
CREATE OR REPLACE TEMP TABLE scope_funding AS
SELECT f.article_id, s.day, f.model, f.partner, f.stage,
       list_position(['mentioned', 'proposed', 'agreed', 'funded'], f.stage) AS rank
FROM article_funding f
JOIN scope_published s USING (article_id)
WHERE {funding_filters};

-- Every period from the first to the last of the scope, so that a time without a meeting is seen.
CREATE OR REPLACE TEMP TABLE scope_periods AS
SELECT unnest(generate_series(min(period)::TIMESTAMP, max(period)::TIMESTAMP,
                              CASE '{grain}' WHEN 'quarter' THEN INTERVAL 3 MONTH
                                             ELSE ('1 ' || '{grain}')::INTERVAL END))::DATE AS period
FROM scope_meetings
