-- Note where each reprint's text stood first, and that the new texts are compared.
UPDATE reprints SET original_id = origin.original_id
FROM origin
WHERE reprints.article_id = origin.article_id AND reprints.original_id <> origin.original_id;
UPDATE article_shingles SET compared = true
WHERE NOT compared AND article_id IN (SELECT article_id FROM new_text);
DROP TABLE new_text;
DROP TABLE near_sample;
DROP TABLE former_day;
DROP TABLE touched_text;
DROP TABLE found_source;
DROP TABLE near_text;
DROP TABLE reprint_before;
DROP TABLE origin;
DROP TABLE asked_text;
