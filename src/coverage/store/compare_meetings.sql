-- What is compared of a meeting. Grain: one row a meeting and field with a value.
WITH lists AS (
    SELECT meeting_id, 'partners' AS field, string_agg(DISTINCT partner, ', ' ORDER BY partner) AS value
    FROM meeting_partners GROUP BY meeting_id
    UNION ALL
    SELECT meeting_id, CASE side WHEN 'ukraine' THEN 'ukraine' ELSE 'partner_people' END,
           string_agg(DISTINCT person, ', ' ORDER BY person)
    FROM meeting_people GROUP BY meeting_id, side
    UNION ALL
    SELECT meeting_id, 'topics', string_agg(DISTINCT topic, ', ' ORDER BY topic)
    FROM meeting_topics GROUP BY meeting_id
    UNION ALL
    SELECT meeting_id, 'funding', string_agg(concat_ws(':', model, partner, stage), ', '
                                             ORDER BY model, partner, stage)
    FROM meeting_funding GROUP BY meeting_id
    UNION ALL
    SELECT meeting_id, 'coalitions', string_agg(DISTINCT coalition, ', ' ORDER BY coalition)
    FROM meeting_coalitions GROUP BY meeting_id
    UNION ALL
    SELECT meeting_id, 'amounts', string_agg(concat_ws(':', format('{:.2f}', figure), currency, partner, model, bound),
                                             ', ' ORDER BY figure DESC, currency, partner, model)
    FROM meeting_amounts GROUP BY meeting_id
)
SELECT meeting_id, event, field, value
FROM (
    UNPIVOT (SELECT meeting_id, event, status, mode, date::VARCHAR AS date, place FROM meetings)
    ON status, mode, date, place INTO NAME field VALUE value
)
UNION ALL
SELECT meeting_id, event, field, value FROM lists JOIN meetings USING (meeting_id)
