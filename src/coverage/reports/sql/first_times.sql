-- What happened for the first time in this period: a partner and funding model that reached a stage
-- (other than being mentioned; none where a higher one was said by then), and a topic with a partner that was met five times before without it.
-- grain: one row a first time
-- parameters: none
-- columns: day, kind_code, partner, partner_name, model, model_name, stage, stage_name, topic, topic_name, quote, article_id, meeting_id
WITH reached AS (
    SELECT f.partner, f.model, f.stage, min(f.day) AS day, min(f.aid) AS aid  -- in the order of days
    FROM reading.article_funding f
    WHERE f.stage <> 'mentioned' AND f.partner <> ''
    GROUP BY f.partner, f.model, f.stage
    QUALIFY coalesce(min(f.day) < min(min(f.day)) OVER (
        PARTITION BY f.partner, f.model ORDER BY list_position(['proposed', 'agreed', 'funded'], f.stage) DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true)
), firsts AS (
    SELECT r.*, a.article_id FROM reached r JOIN reading.articles a USING (aid), scope_windows w
    WHERE r.day BETWEEN w.first_day AND w.last_day
      AND (r.aid, r.model, r.partner) IN (SELECT (aid, model, partner) FROM in_funding)
), met AS (
    SELECT p.partner, e.mid, e.day FROM in_ever e JOIN reading.meeting_partners p USING (mid)
), talked AS (
    SELECT m.partner, t.topic, min(m.day) AS day, min(m.mid) AS mid
    FROM met m JOIN reading.meeting_topics t USING (mid) GROUP BY m.partner, t.topic
), topics AS (
    SELECT t.*, m.meeting_id FROM talked t JOIN reading.meetings m USING (mid), scope_windows w
    WHERE t.day BETWEEN w.first_day AND w.last_day
      AND (SELECT count(*) FROM met m WHERE m.partner = t.partner AND m.day < t.day) >= 5
)
SELECT day, 'funding' AS kind_code, partner, name_of('partner', partner) AS partner_name,
       model, name_of('funding', model) AS model_name,
       stage, name_of('stage', stage) AS stage_name, '' AS topic, '' AS topic_name,
       funding_quote(article_id, model) AS quote, article_id, '' AS meeting_id
FROM firsts
UNION ALL
SELECT day, 'topic', partner, name_of('partner', partner), '', '', '', '',
       topic, name_of('topic', topic), '', '', meeting_id
FROM topics
ORDER BY day DESC, kind_code, partner_name, model_name, topic_name
