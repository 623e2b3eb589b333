-- Meetings of Ukrainian officials by partner.
-- grain: one row an official and partner (only those that occur)
-- parameters: none
-- columns: official, official_name, partner, partner_name, meetings, articles, in_person, remote, multilateral, last_day
WITH shared AS (
    SELECT person AS official, partner, count(DISTINCT aid) AS n
    FROM in_shared JOIN reading.meeting_people USING (mid) JOIN reading.meeting_partners USING (mid)
    WHERE side = 'ukraine' GROUP BY person, partner
)
SELECT official, name_of('person', official) AS official_name,
       partner, name_of('partner', partner) AS partner_name,
       meetings, own + coalesce(n, 0) AS articles, in_person, remote, multilateral, last_day
FROM in_official_partners LEFT JOIN shared USING (official, partner)
ORDER BY sum(meetings) OVER (PARTITION BY official) DESC, official, meetings DESC, partner
