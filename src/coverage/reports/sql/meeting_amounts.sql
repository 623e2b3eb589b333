-- Sums that the articles of one meeting name for support, as they are said: never converted.
-- grain: one row a sum, currency, partner and model
-- parameters: meeting (meeting_id, also one that has gone into another meeting since)
-- columns: figure, currency, bound, partner, partner_name, model, model_name, articles
SELECT figure, currency, bound, partner,
       CASE partner WHEN '' THEN '' ELSE name_of('partner', partner) END AS partner_name, model,
       CASE model WHEN '' THEN '' ELSE name_of('funding', model) END AS model_name, articles
FROM meeting_amounts
WHERE meeting_id = $meeting
ORDER BY articles DESC, figure DESC, currency
