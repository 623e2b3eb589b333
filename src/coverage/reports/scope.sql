-- What run.py does before the reports of a page: the filters worked out once, into temporary
-- tables and macros of the cursor's own connection (scope_days.sql and scope_funding_days.sql have some of them
-- in a quicker way, for scopes of a period and statuses alone). {...} are conditions of filters.toml, the
-- grain and the language, none of which comes from a user as text.

-- The first day of the period (day, week, ... of the scope's grain) that a day lies in.
CREATE OR REPLACE TEMP MACRO period_of(d) AS date_trunc('{grain}', d)::DATE;

-- The name of a code in the reader's language; the code itself where the codebook has none.
CREATE OR REPLACE TEMP VIEW named AS SELECT kind, code, {lang} AS name FROM reading.names;
CREATE OR REPLACE TEMP MACRO name_of(k, c) AS
    coalesce((SELECT n.name FROM named n WHERE n.kind = k AND n.code = c), c);

-- Names in one cell, in the order of the alphabet.
CREATE OR REPLACE TEMP MACRO listed(names) AS array_to_string(list_sort(names), ', ');

-- The same in an order of their own: of a list of {{'at': what they are ordered by, 'name': ...}}. (A
-- string_agg with an order sorts each cell by itself, which takes twice as long.)
CREATE OR REPLACE TEMP MACRO in_order(names) AS
    array_to_string(list_transform(list_sort(names), lambda each: each.name), ', ');

-- Meetings that fit all filters but the period. day: of the meeting; of its first article where
-- a planned one has no day. Names that begin with in_ count by numbers (store/reading.sql), those
-- with scope_ are the same by ids. What no report of a page names is not made.
CREATE OR REPLACE TEMP TABLE in_ever AS
SELECT m.mid, m.day FROM reading.meetings m WHERE {meeting_filters};

-- Meetings in scope, by their days.
CREATE OR REPLACE TEMP TABLE in_dated AS
SELECT mid, day, period_of(day) AS period FROM in_ever
WHERE {days};

-- Articles in scope: they tell of a meeting in scope. One row an article and meeting. alone: it tells
-- of no other one, in scope or not.
CREATE OR REPLACE TEMP {telling_kind} in_tellings AS
SELECT n.aid, n.mid, n.alone, s.period
FROM reading.mentions n JOIN in_dated s USING (mid)
{telling};

-- Meetings in scope with the number of articles in scope that tell of this one alone; the others are
-- in in_shared. So the articles of a group of meetings are the sum of own and the different ones in
-- in_shared: most need not be told apart.
CREATE OR REPLACE TEMP {telling_kind} in_meetings AS
SELECT d.mid, d.day, d.period, m.mode, m.place, {own} FROM in_dated d JOIN reading.meetings m USING (mid){own_told};

CREATE OR REPLACE TEMP TABLE in_shared AS
SELECT aid, mid, period FROM in_tellings WHERE NOT alone;

-- Meetings in scope, period by period.
CREATE OR REPLACE TEMP TABLE in_periods AS
SELECT period, count(*) AS meetings, sum(own)::BIGINT AS own FROM in_meetings GROUP BY period;

-- Meetings in scope with the articles that tell of them alone, counted by what several reports count by:
-- by lists of numbers, which are not joined and group several times faster than codes.
CREATE OR REPLACE TEMP TABLE in_partner_periods AS
SELECT c.code AS partner, n.* EXCLUDE (number)
FROM (SELECT number, period, count(*) AS meetings, sum(own)::BIGINT AS own,
             count(*) FILTER (mode = 'in_person') AS in_person, count(*) FILTER (mode = 'remote') AS remote,
             count(*) FILTER (mode = 'multilateral') AS multilateral, min(day) AS first_day, max(day) AS last_day
      FROM (SELECT unnest(partners) AS number, period, own, mode, s.day
            FROM in_meetings s JOIN reading.meeting_codes USING (mid))
      GROUP BY number, period) n JOIN reading.codes c USING (number);

CREATE OR REPLACE TEMP TABLE in_topic_periods AS
SELECT c.code AS topic, n.* EXCLUDE (number)
FROM (SELECT number, period, count(*) AS meetings, sum(own)::BIGINT AS own, min(day) AS first_day, max(day) AS last_day
      FROM (SELECT unnest(topics) AS number, period, own, s.day
            FROM in_meetings s JOIN reading.meeting_codes USING (mid))
      GROUP BY number, period) n JOIN reading.codes c USING (number);

CREATE OR REPLACE TEMP TABLE in_model_periods AS
SELECT c.code AS model, n.* EXCLUDE (number)
FROM (SELECT number, period, count(*) AS meetings, sum(own)::BIGINT AS own
      FROM (SELECT unnest(others) AS number, period, own
            FROM in_meetings JOIN reading.meeting_codes USING (mid))
      GROUP BY number, period) n JOIN reading.codes c ON c.number = n.number AND c.filter = 'models';

CREATE OR REPLACE TEMP TABLE in_officials AS
SELECT c.code AS official, n.* EXCLUDE (number)
FROM (SELECT number, count(*) AS meetings, sum(own)::BIGINT AS own, count(*) FILTER (mode = 'in_person') AS in_person,
             count(*) FILTER (mode = 'remote') AS remote, count(*) FILTER (mode = 'multilateral') AS multilateral,
             min(day) AS first_day, max(day) AS last_day
      FROM (SELECT unnest(officials) AS number, s.day, own, mode
            FROM in_meetings s JOIN reading.meeting_codes USING (mid))
      GROUP BY number) n JOIN reading.codes c USING (number);

CREATE OR REPLACE TEMP TABLE in_places AS
SELECT c.code AS place, n.* EXCLUDE (number)
FROM (SELECT c.place AS number, count(*) AS meetings, min(s.day) AS first_day, max(s.day) AS last_day
      FROM in_dated s JOIN reading.meeting_codes c USING (mid) GROUP BY c.place) n JOIN reading.codes c USING (number);

CREATE OR REPLACE TEMP TABLE in_partner_topics AS
SELECT p.code AS partner, t.code AS topic, n.meetings, n.own
FROM (SELECT partner, topic, count(*) AS meetings, sum(own)::BIGINT AS own
      FROM (SELECT partner, unnest(topics) AS topic, own
            FROM (SELECT unnest(partners) AS partner, topics, own
                  FROM in_meetings JOIN reading.meeting_codes USING (mid)))
      GROUP BY partner, topic) n
JOIN reading.codes p ON p.number = n.partner JOIN reading.codes t ON t.number = n.topic;

CREATE OR REPLACE TEMP TABLE in_topic_pairs AS
SELECT x.code AS topic, y.code AS other_topic, n.meetings, n.own
FROM (SELECT a, b, count(*) AS meetings, sum(own)::BIGINT AS own
      FROM (SELECT a, unnest(topics) AS b, own
            FROM (SELECT unnest(topics) AS a, topics, own FROM in_meetings JOIN reading.meeting_codes USING (mid)))
      WHERE a <> b GROUP BY a, b) n
JOIN reading.codes x ON x.number = a JOIN reading.codes y ON y.number = b;

CREATE OR REPLACE TEMP TABLE in_official_partners AS
SELECT o.code AS official, p.code AS partner, n.* EXCLUDE (official, partner)
FROM (SELECT official, partner, count(*) AS meetings, sum(own)::BIGINT AS own,
             count(*) FILTER (mode = 'in_person') AS in_person, count(*) FILTER (mode = 'remote') AS remote,
             count(*) FILTER (mode = 'multilateral') AS multilateral, max(day) AS last_day
      FROM (SELECT unnest(officials) AS official, partner, own, mode, day
            FROM (SELECT unnest(partners) AS partner, officials, own, mode, s.day
                  FROM in_meetings s JOIN reading.meeting_codes USING (mid)))
      GROUP BY official, partner) n
JOIN reading.codes o ON o.number = n.official JOIN reading.codes p ON p.number = n.partner;

CREATE OR REPLACE TEMP TABLE in_official_places AS
SELECT o.code AS official, p.code AS place, n.meetings
FROM (SELECT official, place, count(*) AS meetings
      FROM (SELECT unnest(officials) AS official, c.place FROM in_dated JOIN reading.meeting_codes c USING (mid)
            WHERE c.place IS NOT NULL)
      GROUP BY official, place) n
JOIN reading.codes o ON o.number = n.official JOIN reading.codes p ON p.number = n.place;

CREATE OR REPLACE TEMP TABLE in_partner_places AS
SELECT s.code AS partner, p.code AS place
FROM (SELECT DISTINCT unnest(partners) AS partner, c.place FROM in_dated JOIN reading.meeting_codes c USING (mid)
      WHERE c.place IS NOT NULL) n
JOIN reading.codes s ON s.number = n.partner JOIN reading.codes p ON p.number = n.place;

-- The partners' people who were met, by number: how often, and beside which partners.
CREATE OR REPLACE TEMP TABLE in_people AS
SELECT number, count(*) AS meetings, min(day) AS first_day, max(day) AS last_day
FROM (SELECT unnest(people) AS number, s.day FROM in_dated s JOIN reading.meeting_codes USING (mid)) GROUP BY number;
CREATE OR REPLACE TEMP TABLE in_people_partners AS
SELECT number, partner, count(*) AS meetings
FROM (SELECT number, unnest(partners) AS partner
      FROM (SELECT unnest(people) AS number, partners FROM in_dated JOIN reading.meeting_codes USING (mid)))
GROUP BY number, partner;

-- Which of ours met which of them, by the number of the pair, one row a meeting; and how often, and last when.
CREATE OR REPLACE TEMP TABLE in_met AS
SELECT pair, mid, m.day, m.own, m.mode, p.place FROM in_meetings m JOIN reading.meeting_pairs p USING (mid);
CREATE OR REPLACE TEMP TABLE in_people_pairs AS
SELECT pair, count(*) AS meetings, max(day) AS last_day FROM in_met GROUP BY pair;

-- The days on which each partner, topic and model was met or talked of at a meeting of in_ever.
CREATE OR REPLACE TEMP TABLE in_partner_days AS
SELECT unnest(partners) AS number, e.day, 1 AS meetings FROM in_ever e JOIN reading.meeting_codes USING (mid);
CREATE OR REPLACE TEMP TABLE in_topic_days AS
SELECT unnest(topics) AS number, e.day, 1 AS meetings FROM in_ever e JOIN reading.meeting_codes USING (mid);
CREATE OR REPLACE TEMP TABLE in_model_days AS
SELECT number, day, 1 AS meetings
FROM (SELECT unnest(others) AS number, e.day FROM in_ever e JOIN reading.meeting_codes USING (mid))
WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'models');

-- The values of the filters, by number, with their meetings in scope.
CREATE OR REPLACE TEMP TABLE in_codes AS
SELECT number, count(*) AS meetings
FROM (SELECT unnest(list_concat(partners, topics, officials, others)) AS number
      FROM reading.meeting_codes SEMI JOIN in_dated USING (mid))
GROUP BY number;

-- Articles that fit by what they say themselves and by the day they were published, with or
-- without a contact.
CREATE OR REPLACE TEMP TABLE in_published AS
SELECT a.aid, a.published AS day
FROM reading.articles a
WHERE {article_filters};

-- What those articles say of funding: one row an article, model and partner ('' for none). alone: the
-- article has no other row, in scope or not.
CREATE OR REPLACE TEMP {funding_kind} in_funding AS
SELECT a.aid, a.published AS day, a.saying, a.model, a.partner, a.stage, a.rank, a.alone
FROM reading.article_funding a
WHERE {funding_filters};

-- How many articles such rows are of: most need not be told apart.
CREATE OR REPLACE TEMP MACRO articles_of(an_aid, is_alone) AS
    count(*) FILTER (is_alone) + count(DISTINCT an_aid) FILTER (NOT is_alone);

-- The articles of funding in scope: all, and period by period those that speak of a model.
CREATE OR REPLACE TEMP TABLE in_funding_articles AS SELECT articles_of(aid, alone) AS articles FROM in_funding;
CREATE OR REPLACE TEMP TABLE in_funding_periods AS
SELECT model, period_of(day) AS period, articles_of(aid, alone) AS articles FROM in_funding GROUP BY ALL;

-- What those articles say, once each: when first and last, and how many articles say this. own: of those, how many
-- say nothing else. One row a partner, model and stage.
CREATE OR REPLACE TEMP TABLE in_sayings AS
SELECT s.model, s.partner, s.stage, s.rank, f.* EXCLUDE (saying)
FROM (SELECT saying, min(day) AS day, max(day) AS last_day, min(aid) AS aid, count(*) AS articles,
             count(*) FILTER (alone) AS own
      FROM in_funding GROUP BY saying) f JOIN reading.sayings s USING (saying);

-- The articles of each partner and model.
CREATE OR REPLACE TEMP TABLE in_told AS
WITH own AS (
    SELECT partner, model, sum(own)::BIGINT AS n FROM in_sayings GROUP BY partner, model
), others AS (
    SELECT partner, model, count(DISTINCT aid) AS n FROM in_funding WHERE NOT alone GROUP BY partner, model
)
SELECT partner, model, own.n + coalesce(others.n, 0) AS articles FROM own LEFT JOIN others USING (partner, model);

-- The sums that articles name which fit by what they say themselves.
CREATE OR REPLACE TEMP TABLE in_amounts AS
SELECT a.* EXCLUDE (published, outlet, lang), a.published AS day FROM reading.article_amounts a WHERE {article_filters};

-- What is said of the partners and models of those sayings whatever stages are asked for: a filter on stages
-- picks the pairs, and hides no later stage of theirs. By all other filters; one row a partner, model and stage.
CREATE OR REPLACE TEMP TABLE in_stated AS {stated};

-- The steps of a partner and model: each stage on the day of the first article that says it. A later
-- article that reports a lower stage is no step back, and a stage that was passed unseen is none: only
-- what was said before anything higher is here, so that the days of the steps go up with the stages.
-- articles: all that say this stage. One row a partner, model and stage.
CREATE OR REPLACE TEMP TABLE in_steps AS
SELECT partner, model, stage, rank, day, aid, articles FROM in_stated
QUALIFY coalesce(day < min(day) OVER (PARTITION BY partner, model ORDER BY rank DESC
                                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true);

-- The sentence of a text that holds the span; a dot after fewer than three letters (г. Киев) ends none.
CREATE OR REPLACE TEMP MACRO sentence_of(t, s, e) AS
    trim(regexp_replace(regexp_replace(substr(t, greatest(s - 299, 1), least(s, 300)),
                        '(?s)^.*(\n|([\pL]{{3}}|[0-9»"”)])[.!?…]+[»"”)]?\s+)', '')
         || substr(t, s + 1, e - s)
         || regexp_extract(substr(t, e + 1, 300), '^([.!?…]+[»"”)]?(\s|$)|[^\n]*?([\pL0-9»"”)]{{3}}[.!?…]+[»"”)]?(\s|$)|\n|$))'), '\s+', ' ', 'g'));

CREATE OR REPLACE TEMP VIEW scope_ever AS
SELECT m.meeting_id, e.day FROM in_ever e JOIN reading.meetings m USING (mid);

CREATE OR REPLACE TEMP VIEW scope_meetings AS
SELECT m.meeting_id, s.day, s.period FROM in_dated s JOIN reading.meetings m USING (mid);

CREATE OR REPLACE TEMP VIEW scope_tellings AS
SELECT a.article_id, m.meeting_id, t.period
FROM in_tellings t JOIN reading.meetings m USING (mid) JOIN reading.articles a USING (aid);

CREATE OR REPLACE TEMP VIEW scope_articles AS
SELECT a.article_id FROM (SELECT DISTINCT aid FROM in_tellings) JOIN reading.articles a USING (aid);

CREATE OR REPLACE TEMP VIEW scope_published AS
SELECT a.article_id, s.day FROM in_published s JOIN reading.articles a USING (aid);

CREATE OR REPLACE TEMP VIEW scope_funding AS
SELECT a.article_id, f.* EXCLUDE (aid, saying, alone) FROM in_funding f JOIN reading.articles a USING (aid);

-- When each partner and topic were first talked of together, in meetings of in_ever.
CREATE OR REPLACE TEMP TABLE in_first_talks AS
SELECT p.code AS partner, t.code AS topic, n.mid
FROM (SELECT partner, topic, min(mid) AS mid
      FROM (SELECT mid, partner, unnest(topics) AS topic
            FROM (SELECT mid, unnest(partners) AS partner, topics FROM in_ever JOIN reading.meeting_codes USING (mid)))
      GROUP BY partner, topic) n
JOIN reading.codes p ON p.number = n.partner JOIN reading.codes t ON t.number = n.topic;

-- Every period of the scope, so that a time without a meeting is seen: from its first day, or the first meeting,
-- to its last day, as far as articles of the outlets and languages asked for go.
CREATE OR REPLACE TEMP TABLE scope_periods AS
WITH met AS (
    SELECT min(period) AS first, max(period) AS last FROM in_periods
), told AS (
    SELECT min(a.published) AS first, max(a.published) AS last FROM reading.outlet_days a WHERE {telling_filters}
), bounds AS (
    SELECT CASE WHEN $start::DATE IS NULL THEN met.first
                ELSE least(met.first, period_of(greatest($start::DATE, told.first))) END AS first,
           greatest(met.last, period_of(least(coalesce($end::DATE, told.last), told.last))) AS last
    FROM met, told WHERE met.first IS NOT NULL
)
SELECT unnest(generate_series(first::TIMESTAMP, last::TIMESTAMP,
                              CASE '{grain}' WHEN 'quarter' THEN INTERVAL 3 MONTH
                                             ELSE ('1 ' || '{grain}')::INTERVAL END))::DATE AS period
FROM bounds;

-- All articles that were published, of the outlets and languages asked for, whatever they say: what
-- counts are normalised by. One row a period.
CREATE OR REPLACE TEMP TABLE scope_all AS
SELECT period_of(day) AS period, sum(n)::BIGINT AS articles
FROM (SELECT a.published AS day, sum(a.articles) AS n FROM reading.outlet_days a
      WHERE ($start::DATE IS NULL OR a.published >= $start::DATE)
        AND ($end::DATE IS NULL OR a.published <= $end::DATE)
        AND {telling_filters}
      GROUP BY a.published)
GROUP BY ALL;

-- This period, the one before it, and the same days a year before. Before whole months come as many whole
-- months, before any other days as many days. Where the scope has no first day: the last 90 days up to its last day, or up to the newest meeting. until: the newest article of the
-- outlets and languages asked for, up to the scope's last day: to it silences and what is overdue are counted.
CREATE OR REPLACE TEMP TABLE scope_windows AS
WITH edge AS (
    SELECT coalesce($end::DATE, (SELECT max(day) FROM in_ever)) AS last_day,
           (SELECT max(a.published) FROM reading.outlet_days a
            WHERE ($end::DATE IS NULL OR a.published <= $end::DATE) AND {telling_filters}) AS until
), this AS (
    SELECT coalesce($start::DATE, last_day - 89) AS first_day, last_day, until FROM edge
), days AS (
    SELECT *, day(first_day) = 1 AND last_day = last_day(last_day) AS whole_months,
           (last_day - INTERVAL 1 YEAR)::DATE AS a_year_before
    FROM this
)
SELECT first_day, last_day,
       CASE WHEN whole_months THEN first_day - to_months(datediff('month', first_day, last_day)::INTEGER + 1)
            ELSE first_day - (last_day - first_day + 1)::INTEGER END::DATE AS before_first,
       first_day - 1 AS before_last, (first_day - INTERVAL 1 YEAR)::DATE AS year_first,
       CASE WHEN whole_months THEN last_day(a_year_before) ELSE a_year_before END AS year_last, until
FROM days;

-- Why an article was given a funding model, in its own words. (The names within are odd on purpose:
-- an argument like a.article_id would be read as theirs.)
CREATE OR REPLACE TEMP MACRO funding_quote(an_article, a_model) AS (
    SELECT sentence_of(quoted.title || chr(10) || chr(10) || quoted.body, why.span.start, why.span.end)
    FROM reading.passages why JOIN reading.articles numbered USING (aid)
    JOIN articles quoted ON quoted.article_id = numbered.article_id
    WHERE numbered.article_id = an_article AND why.model = a_model);

-- Funding and sums as corrections name them, and as people read them.
CREATE OR REPLACE TEMP MACRO funding_named(a_model, a_partner, a_stage) AS
    concat_ws(' · ', name_of('funding', a_model), nullif(name_of('partner', a_partner), ''), name_of('stage', a_stage));
CREATE OR REPLACE TEMP MACRO amount_value(a_figure, a_currency, a_partner, a_model, a_bound) AS
    concat_ws(':', format('{{:.2f}}', a_figure), a_currency, a_partner, a_model, a_bound);
CREATE OR REPLACE TEMP MACRO amount_named(a_figure, a_currency, a_partner, a_model) AS
    concat_ws(' · ', format('{{:,.0f}}', a_figure) || ' ' || a_currency, nullif(name_of('partner', a_partner), ''),
              nullif(name_of('funding', a_model), ''));

-- Meetings announced and not (yet) held or called off, that fit all filters but period and status.
CREATE OR REPLACE TEMP TABLE in_announced AS
SELECT m.mid FROM reading.meetings m
WHERE m.status IN ('planned', 'postponed') AND {announced_filters};
CREATE OR REPLACE TEMP VIEW scope_announced AS
SELECT m.meeting_id FROM in_announced JOIN reading.meetings m USING (mid)
