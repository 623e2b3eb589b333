-- Two values that were met together, of each kind: out of the whole months of the period, and of the days before the
-- first and after the last of these. The first whole month begins with the month after the day before the period,
-- the month of the day after it is no whole one any more.
SELECT kind, a, b, sum(meetings)::BIGINT AS meetings, sum(own)::BIGINT AS own, sum(in_person)::BIGINT AS in_person,
       sum(remote)::BIGINT AS remote, sum(multilateral)::BIGINT AS multilateral, max(last_day) AS last_day
FROM (
    SELECT kind, a, b, meetings, own, in_person, remote, multilateral, last_day FROM reading.pair_months m
    WHERE {meeting_filters}
      AND ($start::DATE IS NULL OR month >= (date_trunc('month', $start::DATE - 1) + INTERVAL 1 MONTH)::DATE)
      AND ($end::DATE IS NULL OR month < date_trunc('month', $end::DATE + 1)::DATE)
    UNION ALL
    SELECT kind, a, b, meetings, own, in_person, remote, multilateral, day FROM reading.pair_days m
    WHERE {meeting_filters} AND {days}
      AND day < (date_trunc('month', $start::DATE - 1) + INTERVAL 1 MONTH)::DATE
    UNION ALL
    SELECT kind, a, b, meetings, own, in_person, remote, multilateral, day FROM reading.pair_days m
    WHERE {meeting_filters} AND {days} AND day >= date_trunc('month', $end::DATE + 1)::DATE
      AND ($start::DATE IS NULL OR day >= (date_trunc('month', $start::DATE - 1) + INTERVAL 1 MONTH)::DATE)
) GROUP BY kind, a, b
