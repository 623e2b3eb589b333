-- Meetings and their articles a period and funding model. A meeting with several of them counts under each.
-- grain: one row a period of the scope's grain and funding model (only those that occur)
-- parameters: none
-- columns: period, model, model_name, meetings, articles
SELECT s.period, x.model, name_of('funding', x.model) AS model_name,
       count(DISTINCT s.meeting_id) AS meetings, count(DISTINCT t.article_id) AS articles
FROM scope_meetings s
JOIN meeting_funding x USING (meeting_id)
LEFT JOIN scope_tellings t USING (meeting_id)
GROUP BY s.period, x.model
ORDER BY s.period, meetings DESC, x.model
