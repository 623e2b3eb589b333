-- Partners that have gone quiet against their own usual: met at least five times in the two years
-- before, and not for so long that at their usual rate it would happen by chance in one case of ten
-- or fewer. The usual rate is meetings a day from their first to their last one in those two years.
-- The silence lasts until the newest article in scope (scope_windows.until).
-- by_chance: chance of such a silence if nothing had changed (Poisson), in per cent.
-- source_silent: the outlets that usually tell of this partner published so much less in the silence
-- than is usual for them (each weighed by its share of the partner's articles), in per cent; what the
-- sources did not publish may be why no meeting is seen.
-- grain: one row a partner
-- parameters: none
-- columns: partner, partner_name, last_day, quiet_days, usual_days, meetings, expected, by_chance, source_silent
WITH usual AS (
    SELECT code AS partner, n.*, (meetings - 1) / greatest(last_day - first_day, 1) AS rate
    FROM (SELECT number, sum(meetings)::BIGINT AS meetings, min(day) AS first_day, max(day) AS last_day,
                 any_value(w.until) - max(day) AS quiet_days
          FROM in_partner_days, scope_windows w WHERE day BETWEEN w.until - 730 AND w.until
          GROUP BY number HAVING sum(meetings) >= 5) n JOIN reading.codes USING (number)
), quiet AS MATERIALIZED (
    SELECT *, rate * quiet_days AS expected FROM usual WHERE exp(-rate * quiet_days) <= 0.1
), about AS (  -- most articles tell of one meeting alone: only the others are told apart
    SELECT q.partner, e.mid
    FROM quiet q JOIN reading.meeting_partners USING (partner) JOIN in_ever e USING (mid), scope_windows w
    WHERE e.day BETWEEN w.until - 730 AND w.until
), told AS (
    SELECT t.partner, a.outlet, count(*) AS n
    FROM (SELECT partner, aid FROM about JOIN reading.mentions USING (mid) WHERE alone
          UNION ALL
          SELECT DISTINCT partner, aid FROM about JOIN reading.shared USING (mid)) t
    JOIN reading.articles a USING (aid) GROUP BY t.partner, a.outlet
), weights AS (
    SELECT partner, outlet, n / sum(n) OVER (PARTITION BY partner) AS weight FROM told
), days AS (
    SELECT outlet, published AS day, sum(articles) AS n
    FROM reading.outlet_days, scope_windows w
    WHERE published BETWEEN w.until - 730 AND w.until AND outlet IN (SELECT outlet FROM weights) GROUP BY outlet, published
), spans AS (
    SELECT outlet, min(day) AS first, sum(n) AS every FROM days GROUP BY outlet
), counted AS (  -- what an outlet published up to the partner's last day; in one pass over all days
    SELECT *, sum(n) OVER (PARTITION BY outlet ORDER BY day) AS so_far
    FROM (SELECT outlet, day, n, NULL AS partner FROM days
          UNION ALL
          SELECT outlet, last_day, 0, partner FROM quiet JOIN weights USING (partner))
), volume AS (
    SELECT q.partner, x.weight, q.quiet_days, s.every - coalesce(c.so_far, 0) AS lately,
           coalesce(c.so_far, 0) / greatest(q.last_day - s.first + 1, 1) AS usually
    FROM counted c JOIN quiet q USING (partner) JOIN weights x USING (partner, outlet) JOIN spans s USING (outlet)
), silent AS (
    SELECT partner,
           1 - sum(weight * least(1, lately / greatest(usually * quiet_days, 1e-9))) AS share
    FROM volume GROUP BY partner
)
SELECT q.partner, name_of('partner', q.partner) AS partner_name, q.last_day,
       q.quiet_days::INTEGER AS quiet_days, round(1 / q.rate)::INTEGER AS usual_days, q.meetings,
       round(q.expected, 1) AS expected, round(100 * exp(-q.expected), 1) AS by_chance,
       round(100 * greatest(coalesce(s.share, 0), 0))::INTEGER AS source_silent
FROM quiet q
LEFT JOIN silent s USING (partner)
ORDER BY q.expected DESC, partner
