-- Days at which to cut what is compared into slices of about $1 accounts; the first and the last lie
-- around all of them. Grain: one row a cut. Needs: asked_side (account, asked).
WITH days AS (
    -- the first of the month too: announcements without a day are compared by month
    SELECT coalesce(day, date_trunc('month', told)::DATE) AS day, count(*) AS n
    FROM accounts SEMI JOIN asked_side USING (account)
    GROUP BY ALL
),
running AS (SELECT day, sum(n) OVER (ORDER BY day) // $1 AS slice FROM days)
SELECT min(day) AS cut FROM running GROUP BY slice
UNION ALL
SELECT max(day) + 1 FROM running HAVING max(day) IS NOT NULL
ORDER BY cut
