-- Ukrainian officials by the number of meetings.
-- grain: one row an official
-- parameters: none
-- columns: official, official_name, meetings, articles, partner_count, in_person, remote, multilateral, first_day, last_day, met, places
WITH met AS (
    SELECT DISTINCT h.person AS official, s.meeting_id, s.day, m.mode
    FROM scope_meetings s
    JOIN meeting_people h USING (meeting_id)
    JOIN meetings m USING (meeting_id)
    WHERE h.side = 'ukraine'
), counted AS (
    SELECT official, count(*) AS meetings,
           count(*) FILTER (mode = 'in_person') AS in_person,
           count(*) FILTER (mode = 'remote') AS remote,
           count(*) FILTER (mode = 'multilateral') AS multilateral,
           min(day) AS first_day, max(day) AS last_day
    FROM met GROUP BY official
), told AS (
    SELECT official, count(DISTINCT article_id) AS articles
    FROM met JOIN scope_tellings USING (meeting_id) GROUP BY official
), pairs AS (
    SELECT official, partner, count(DISTINCT meeting_id) AS n
    FROM met JOIN meeting_partners USING (meeting_id) GROUP BY official, partner
), sides AS (
    SELECT official, count(*) AS partner_count,
           string_agg(name_of('partner', partner) || ' ' || n, ', ' ORDER BY n DESC, partner) AS met
    FROM pairs GROUP BY official
), visited AS (
    SELECT official, m.place, count(*) AS n
    FROM met JOIN meetings m USING (meeting_id) WHERE m.place IS NOT NULL GROUP BY official, m.place
), places AS (
    SELECT official, string_agg(name_of('place', place) || ' ' || n, ', ' ORDER BY n DESC, place) AS places
    FROM visited GROUP BY official
)
SELECT official, name_of('person', official) AS official_name, meetings, coalesce(articles, 0) AS articles, coalesce(partner_count, 0) AS partner_count,
       in_person, remote, multilateral, first_day, last_day, met, places
FROM counted
LEFT JOIN told USING (official)
LEFT JOIN sides USING (official)
LEFT JOIN places USING (official)
ORDER BY meetings DESC, official
