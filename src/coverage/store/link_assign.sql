-- One round of link_ids.sql: each cluster and each former meeting that are each other's most.
INSERT INTO assigned
WITH left_over AS (
    FROM shares
    WHERE cluster NOT IN (SELECT cluster FROM assigned)
      AND meeting_id NOT IN (SELECT meeting_id FROM assigned)
      AND meeting_id NOT IN (FROM kept_meeting)
),
ranked AS (
    SELECT cluster, meeting_id,
           row_number() OVER (PARTITION BY cluster ORDER BY weight DESC, meeting_id) AS of_cluster,
           row_number() OVER (PARTITION BY meeting_id ORDER BY weight DESC, cluster) AS of_meeting
    FROM left_over
)
SELECT cluster, meeting_id FROM ranked WHERE of_cluster = 1 AND of_meeting = 1;
