-- Meetings of Ukrainian officials by partner.
-- grain: one row an official and partner (only those that occur)
-- parameters: none
-- columns: official, official_name, partner, partner_name, meetings, articles, in_person, remote, multilateral, last_day
WITH pairs AS (
    SELECT mid, person AS official, partner
    FROM reading.meeting_people JOIN reading.meeting_partners USING (mid) WHERE side = 'ukraine'
), counted AS (
    SELECT official, partner, count(*) AS meetings, sum(own)::BIGINT AS own,
           count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote,
           count(*) FILTER (mode = 'multilateral') AS multilateral, max(day) AS last_day
    FROM in_meetings JOIN pairs USING (mid) JOIN (SELECT mid, mode FROM reading.meetings) USING (mid)
    GROUP BY official, partner
), shared AS (
    SELECT official, partner, count(DISTINCT aid) AS n
    FROM in_shared JOIN pairs USING (mid) GROUP BY official, partner
)
SELECT official, name_of('person', official) AS official_name,
       partner, name_of('partner', partner) AS partner_name,
       meetings, own + coalesce(n, 0) AS articles, in_person, remote, multilateral, last_day
FROM counted LEFT JOIN shared USING (official, partner)
ORDER BY sum(meetings) OVER (PARTITION BY official) DESC, official_name, meetings DESC, partner_name
