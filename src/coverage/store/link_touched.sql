-- The accounts of `changed` as they are now; one that nobody tells any more has no mentions.
-- Grain: one row an account. Needs: fresh (link_fresh.sql), mention_accounts brought up to date.
CREATE OR REPLACE TEMP TABLE touched AS
WITH known AS (
    SELECT account, held, mode, day, told, postponed, partners, ukraine, partner_people, place,
           apart, pins, meeting_id
    FROM accounts SEMI JOIN changed USING (account)
    UNION ALL BY NAME
    SELECT DISTINCT ON (account) account, held, mode, day, told, postponed, partners, ukraine,
           partner_people, place, apart, pins
    FROM fresh SEMI JOIN changed USING (account) ANTI JOIN accounts USING (account)
),
told_by AS (FROM mention_accounts SEMI JOIN changed USING (account)),
sizes AS (
    SELECT account, count(*)::INTEGER AS mentions, count(DISTINCT article_id) AS articles
    FROM told_by GROUP BY account
),
topic_counts AS (
    SELECT account, topic, count(DISTINCT article_id) AS n
    FROM told_by JOIN article_topics USING (article_id) GROUP BY ALL
),
topic_lists AS (
    SELECT account, list(topic ORDER BY topic) AS topics
    FROM topic_counts JOIN sizes USING (account) WHERE 2 * n >= articles GROUP BY account
),
figure_counts AS (
    SELECT account, f.figure || ' ' || f.currency AS sum, count(DISTINCT article_id) AS n
    FROM told_by JOIN article_amounts AS f USING (article_id) GROUP BY ALL
),
figure_lists AS (
    SELECT account, list(sum ORDER BY sum) AS figures
    FROM figure_counts JOIN sizes USING (account) WHERE 2 * n >= articles GROUP BY account
)
SELECT k.*, coalesce(t.topics, []) AS topics, coalesce(g.figures, []) AS figures,
       coalesce(s.mentions, 0) AS mentions
FROM known AS k
LEFT JOIN sizes AS s USING (account)
LEFT JOIN topic_lists AS t USING (account)
LEFT JOIN figure_lists AS g USING (account);
