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

CREATE OR REPLACE TEMP TABLE in_model_periods AS
SELECT c.code AS model, n.* EXCLUDE (number)
FROM (SELECT number, period_of(day) AS period, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own
      FROM reading.code_days m
      WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'models') AND {meeting_filters} AND {days}
      GROUP BY ALL) n JOIN reading.codes c USING (number);

CREATE OR REPLACE TEMP TABLE in_officials AS
SELECT c.code AS official, n.* EXCLUDE (number)
FROM (SELECT number, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own, sum(in_person)::BIGINT AS in_person,
             sum(remote)::BIGINT AS remote, sum(multilateral)::BIGINT AS multilateral,
             min(day) AS first_day, max(day) AS last_day
      FROM reading.code_days m
      WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'officials') AND {meeting_filters} AND {days}
      GROUP BY number) n JOIN reading.codes c USING (number);

CREATE OR REPLACE TEMP TABLE in_places AS
SELECT c.code AS place, n.* EXCLUDE (number)
FROM (SELECT number, sum(meetings)::BIGINT AS meetings, min(day) AS first_day, max(day) AS last_day
      FROM reading.code_days m
      WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'places') AND {meeting_filters} AND {days}
      GROUP BY number) n JOIN reading.codes c USING (number);

-- Each meeting has one status.
CREATE OR REPLACE TEMP TABLE in_periods AS
SELECT period_of(day) AS period, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own
FROM reading.code_days m
WHERE number IN (SELECT number FROM reading.codes WHERE filter = 'statuses') AND {meeting_filters} AND {days}
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE in_shared AS
SELECT aid, mid, period_of(day) AS period FROM reading.shared m WHERE {meeting_filters} AND {days};

CREATE OR REPLACE TEMP TABLE in_partner_topics AS
SELECT x.code AS partner, y.code AS topic, n.meetings, n.own FROM ({pairs}) n
JOIN reading.codes x ON x.number = a JOIN reading.codes y ON y.number = b WHERE n.kind = 'partner_topic';

CREATE OR REPLACE TEMP TABLE in_topic_pairs AS
SELECT x.code AS topic, y.code AS other_topic, n.meetings, n.own FROM ({pairs}) n
JOIN reading.codes x ON x.number = a JOIN reading.codes y ON y.number = b WHERE n.kind = 'topic_topic';

CREATE OR REPLACE TEMP TABLE in_official_partners AS
SELECT x.code AS official, y.code AS partner, n.* EXCLUDE (kind, a, b) FROM ({pairs}) n
JOIN reading.codes x ON x.number = a JOIN reading.codes y ON y.number = b WHERE n.kind = 'official_partner';

CREATE OR REPLACE TEMP TABLE in_official_places AS
SELECT x.code AS official, y.code AS place, n.meetings FROM ({pairs}) n
JOIN reading.codes x ON x.number = a JOIN reading.codes y ON y.number = b WHERE n.kind = 'official_place';

CREATE OR REPLACE TEMP TABLE in_partner_places AS
SELECT x.code AS partner, y.code AS place FROM ({pairs}) n
JOIN reading.codes x ON x.number = a JOIN reading.codes y ON y.number = b WHERE n.kind = 'partner_place';

CREATE OR REPLACE TEMP TABLE in_people AS
SELECT number, count(*) AS meetings, min(day) AS first_day, max(day) AS last_day
FROM (SELECT unnest(people) AS number, day FROM reading.meeting_codes m WHERE {meeting_filters} AND {days})
GROUP BY number;
CREATE OR REPLACE TEMP TABLE in_people_partners AS
SELECT number, partner, count(*) AS meetings
FROM (SELECT number, unnest(partners) AS partner
      FROM (SELECT unnest(people) AS number, partners FROM reading.meeting_codes m WHERE {meeting_filters} AND {days}))
GROUP BY number, partner;

CREATE OR REPLACE TEMP TABLE in_met AS
SELECT pair, mid, day, own, mode, place FROM reading.meeting_pairs m WHERE {meeting_filters} AND {days};

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
