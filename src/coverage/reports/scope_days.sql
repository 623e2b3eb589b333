-- In place of those of scope.sql, where nothing but a period and statuses is asked for: the same tables out of
-- what was counted a day, or a month that lies whole within the period, when the snapshot was published.

CREATE OR REPLACE TEMP TABLE in_partner_periods AS
SELECT c.code AS partner, n.* EXCLUDE (number)
FROM (SELECT number, period_of(day) AS period, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own,
             sum(in_person)::BIGINT AS in_person, sum(remote)::BIGINT AS remote,
             sum(multilateral)::BIGINT AS multilateral, min(day) AS first_day, max(day) AS last_day
      FROM reading.code_days m
      WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'partners') AND {meeting_filters} AND {days}
      GROUP BY ALL) n JOIN reading.codes c USING (number);

CREATE OR REPLACE TEMP TABLE in_topic_periods AS
SELECT c.code AS topic, n.* EXCLUDE (number)
FROM (SELECT number, period_of(day) AS period, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own,
             min(day) AS first_day, max(day) AS last_day
      FROM reading.code_days m
      WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'topics') AND {meeting_filters} AND {days}
      GROUP BY ALL) n JOIN reading.codes c USING (number);

-- Two values that were met together. The period's first whole month begins with the month after the day before it,
-- the month of the day after it is no whole one any more.
CREATE OR REPLACE TEMP TABLE in_pairs AS
WITH together AS (
    SELECT a, b, meetings, own, in_person, remote, multilateral, last_day FROM reading.pair_months m
    WHERE {meeting_filters}
      AND ($start::DATE IS NULL OR month >= (date_trunc('month', $start::DATE - 1) + INTERVAL 1 MONTH)::DATE)
      AND ($end::DATE IS NULL OR month < date_trunc('month', $end::DATE + 1)::DATE)
    UNION ALL
    SELECT a, b, meetings, own, in_person, remote, multilateral, day FROM reading.pair_days m
    WHERE {meeting_filters} AND {days}
      AND (day < (date_trunc('month', $start::DATE - 1) + INTERVAL 1 MONTH)::DATE
           OR day >= date_trunc('month', $end::DATE + 1)::DATE)
)
SELECT x.filter, x.code AS a, y.filter AS other, y.code AS b, n.* EXCLUDE (a, b)
FROM (SELECT a, b, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own, sum(in_person)::BIGINT AS in_person,
             sum(remote)::BIGINT AS remote, sum(multilateral)::BIGINT AS multilateral, max(last_day) AS last_day
      FROM together GROUP BY a, b) n
JOIN reading.codes x ON x.number = n.a JOIN reading.codes y ON y.number = n.b;

CREATE OR REPLACE TEMP VIEW in_partner_topics AS
SELECT a AS partner, b AS topic, meetings, own FROM in_pairs WHERE filter = 'partners';

CREATE OR REPLACE TEMP VIEW in_topic_pairs AS
SELECT a AS topic, b AS other_topic, meetings, own FROM in_pairs WHERE filter = 'topics';

CREATE OR REPLACE TEMP VIEW in_official_partners AS
SELECT a AS official, b AS partner, meetings, own, in_person, remote, multilateral, last_day
FROM in_pairs WHERE filter = 'officials';

CREATE OR REPLACE TEMP TABLE in_partner_days AS
SELECT number, day, meetings FROM reading.code_days m
WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'partners') AND {meeting_filters};
CREATE OR REPLACE TEMP TABLE in_topic_days AS
SELECT number, day, meetings FROM reading.code_days m
WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'topics') AND {meeting_filters};
CREATE OR REPLACE TEMP TABLE in_model_days AS
SELECT number, day, meetings FROM reading.code_days m
WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'models') AND {meeting_filters};

CREATE OR REPLACE TEMP TABLE in_codes AS
SELECT number, sum(meetings)::BIGINT AS meetings
FROM reading.code_days m WHERE {meeting_filters} AND {days} GROUP BY number;

CREATE OR REPLACE TEMP TABLE in_first_talks AS
SELECT partner, topic, min(mid) AS mid FROM reading.first_talks m WHERE {meeting_filters} GROUP BY partner, topic
