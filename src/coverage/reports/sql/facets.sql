-- The values that occur anywhere in the store, for the filters to offer, each with its meetings in
-- scope. (A page asks for those of a filter without that filter's own values.) A value without any there
-- stays, for an article may speak of it without a meeting.
-- grain: one row a filter and value
-- parameters: none
-- columns: filter, code, name, meetings
WITH counted AS (
    SELECT number, count(*) AS meetings FROM reading.meeting_codes SEMI JOIN in_dated USING (mid) GROUP BY number
)
SELECT filter, code, name_of(kind, code) AS name, coalesce(meetings, 0) AS meetings
FROM reading.codes LEFT JOIN counted USING (number)
ORDER BY filter, meetings DESC, name
