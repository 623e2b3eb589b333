-- The ledger as readers see it: what their snapshot has, what ended since without one and what has
-- not ended (JSON, parameter 1: see quiet.py and begun.py). alive: of runs without an end, whether
-- their process still is, NULL where that is not known. A table of no rows stands where nothing did.
CREATE OR REPLACE TEMP TABLE every_run AS
WITH quiet AS (
    SELECT unnest(from_json($1::JSON -> 'runs', '[{"run_id": "VARCHAR", "kind": "VARCHAR",
        "started_at": "TIMESTAMPTZ", "finished_at": "TIMESTAMPTZ", "sources": "VARCHAR",
        "read": "BIGINT", "added": "BIGINT", "revised": "BIGINT", "recoded": "BIGINT",
        "unchanged": "BIGINT", "rejected": "BIGINT", "request": "VARCHAR"}]'), recursive := true)
),
begun AS (
    SELECT unnest(from_json($1::JSON -> 'begun', '[{"run_id": "VARCHAR", "kind": "VARCHAR",
        "started_at": "TIMESTAMPTZ", "finished_at": "TIMESTAMPTZ", "sources": "VARCHAR",
        "read": "BIGINT", "added": "BIGINT", "revised": "BIGINT", "recoded": "BIGINT",
        "unchanged": "BIGINT", "rejected": "BIGINT", "request": "VARCHAR",
        "alive": "BOOLEAN"}]'), recursive := true)
),
ended AS (
    SELECT run_id, kind, started_at, finished_at, sources, read, added, revised, recoded, unchanged,
           rejected, request
    FROM runs
    UNION ALL BY NAME
    FROM quiet ANTI JOIN runs USING (run_id)
)
SELECT ended.*, begun.alive FROM ended LEFT JOIN begun USING (run_id)
UNION ALL BY NAME
FROM begun ANTI JOIN ended USING (run_id);

CREATE OR REPLACE TEMP TABLE every_rejection AS
WITH quiet AS (
    SELECT unnest(from_json($1::JSON -> 'rejections', '[{"source": "VARCHAR", "code": "VARCHAR",
        "reason": "VARCHAR", "run_id": "VARCHAR"}]'), recursive := true)
)
SELECT source, code, reason, run_id FROM rejections
UNION ALL BY NAME
FROM quiet ANTI JOIN runs USING (run_id);
