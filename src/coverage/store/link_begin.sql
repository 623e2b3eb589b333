-- What link_near.sql, link_pairs.sql and link_region.sql fill.
CREATE OR REPLACE TEMP TABLE pair (one UBIGINT, other UBIGINT, kind VARCHAR, score INTEGER);
CREATE OR REPLACE TEMP TABLE asked (account UBIGINT);
CREATE OR REPLACE TEMP TABLE region (account UBIGINT);
