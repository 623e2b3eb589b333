-- Put what was found for the touched articles in its place; `origin` gets for each reprint what it
-- repeats, to be followed to its end.
CREATE OR REPLACE TEMP TABLE reprint_before AS SELECT article_id, original_id FROM reprints;
DELETE FROM reprints WHERE article_id IN (FROM touched_text);
INSERT INTO reprints SELECT article_id, source_id, source_id, share FROM found_source;
CREATE OR REPLACE TEMP TABLE origin AS SELECT article_id, source_id AS original_id FROM reprints;
