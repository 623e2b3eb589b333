-- The names of the codebook's codes in the reader's language.
-- grain: one row a kind and code
-- parameters: none
-- columns: kind, code, name
SELECT kind, code, any_value(name) AS name FROM named GROUP BY kind, code ORDER BY kind, code
