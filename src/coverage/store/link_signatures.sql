-- Mentions that say the same of a meeting share a signature: hundreds of articles on one meeting
-- are compared as a handful of signatures.
-- Grain of `signature`: one distinct account of a meeting; of `mention_signature`: one mention.
-- Needs: `office_name`, a frame of one column, name: "Minister of Defence" names nobody, so it
-- neither agrees nor disagrees with a name.
-- block: what only signatures of like blocks are compared by: the day, or for a planned meeting
-- without one the month of publication.
CREATE OR REPLACE TEMP TABLE mention_signature AS
WITH partner_sets AS (
    SELECT article_id, ordinal, list(DISTINCT partner ORDER BY partner) AS partners
    FROM mention_partners
    GROUP BY ALL
),
officials AS (
    SELECT article_id, ordinal,
           list(DISTINCT person ORDER BY person) FILTER (side = 'ukraine') AS ukraine,
           list(DISTINCT person ORDER BY person) FILTER (side = 'partner') AS partner_people
    FROM mention_people ANTI JOIN office_name ON name = person
    GROUP BY ALL
),
accounts AS (
    SELECT m.article_id, m.ordinal, m.status, m.mode, m.date IS NOT NULL AS dated,
           coalesce(m.date, date_trunc('month', a.published)::DATE) AS block,
           coalesce(p.partners, []) AS partners,
           coalesce(o.ukraine, []) AS ukraine,
           coalesce(o.partner_people, []) AS partner_people
    FROM mentions AS m
    JOIN articles AS a USING (article_id)
    LEFT JOIN partner_sets AS p USING (article_id, ordinal)
    LEFT JOIN officials AS o USING (article_id, ordinal)
)
SELECT article_id, ordinal, status, mode, dated, block, partners, ukraine, partner_people,
       (dense_rank() OVER (
            ORDER BY status, mode, dated, block, partners, ukraine, partner_people) - 1
       )::BIGINT AS signature
FROM accounts;

CREATE OR REPLACE TEMP TABLE signature AS
SELECT * EXCLUDE (article_id, ordinal), count(*) AS mentions
FROM mention_signature
GROUP BY ALL;
