-- The texts that those of new_text can bear on, by what they say now or said before, and all
-- that is within reach of these. In the order of their days, so that a few days are read as a whole.
-- Needs: new_text (reprints_new.sql), and agency, whose texts others take over. Of a day without an
-- hour theirs came first, and what came without an outlet is the last of its moment.
-- Leaves: near_sample (a row a text, `early` the order of those of a day), former_day (days on which a
-- former text can bear), and empty tables for what reprints_asked.sql and reprints_compare.sql find.
CREATE OR REPLACE TEMP TABLE former_day AS
SELECT DISTINCT (published + n::INTEGER) AS published
FROM article_revisions SEMI JOIN new_text USING (article_id),
     range(4) AS days (n);  -- reprints are looked for within three days

CREATE OR REPLACE TEMP TABLE near_sample AS
WITH news AS (
    SELECT published FROM new_text
    UNION
    FROM former_day
),
near_day AS (SELECT DISTINCT (published + n::INTEGER) AS published FROM news, range(-3, 4) AS days (n))
SELECT article_id, published, compared, shingles,
       struct_pack(
           late := published_time IS NULL AND outlet NOT IN (FROM agency),
           at := coalesce(published_time, TIME '00:00'), unnamed := outlet = '') AS early
FROM articles SEMI JOIN near_day USING (published) JOIN article_shingles USING (article_id)
WHERE compared OR article_id IN (SELECT article_id FROM new_text)
ORDER BY published;

CREATE OR REPLACE TEMP TABLE touched_text (article_id VARCHAR);
CREATE OR REPLACE TEMP TABLE found_source (article_id VARCHAR, source_id VARCHAR, share REAL);
