-- What happened for the first time in this period: a partner and funding model that reached a stage
-- (other than being mentioned; none where a higher one was said by then), and a topic with a partner that was met five times before without it.
-- grain: one row a first time
-- parameters: none
-- columns: day, kind_code, partner, partner_name, model, model_name, stage, stage_name, topic, topic_name, quote, article_id, meeting_id
WITH reached AS (
    SELECT partner, model, stage, day, aid FROM reading.steps WHERE stage <> 'mentioned' AND partner <> ''
), inside AS MATERIALIZED (
    SELECT DISTINCT r.*
    FROM (SELECT r.* FROM reached r, scope_windows w WHERE r.day BETWEEN w.first_day AND greatest(w.last_day, w.until)) r
    JOIN in_funding USING (aid, model, partner)
), often AS (
    -- The day of a partner's fifth meeting; mid is in the order of days.
    SELECT c.partner, m.day
    FROM (SELECT partner, min(mid, 5)[5] AS mid FROM in_ever JOIN reading.meeting_partners USING (mid) GROUP BY partner) c
    JOIN reading.meetings m USING (mid)
), topics AS (
    SELECT t.partner, t.topic, m.day, m.meeting_id
    FROM in_first_talks t JOIN reading.meetings m USING (mid) JOIN often o USING (partner), scope_windows w
    WHERE m.day BETWEEN w.first_day AND w.last_day AND o.day < m.day
)
SELECT day, 'funding' AS kind_code, partner, name_of('partner', partner) AS partner_name,
       model, name_of('funding', model) AS model_name,
       stage, name_of('stage', stage) AS stage_name, '' AS topic, '' AS topic_name,
       aid, '' AS meeting_id
FROM inside
UNION ALL
SELECT day, 'topic', partner, name_of('partner', partner), '', '', '', '',
       topic, name_of('topic', topic), NULL, meeting_id
FROM topics
ORDER BY day DESC, kind_code, partner, model, topic
