-- The values that occur anywhere in the store, for the filters to offer, each with its meetings in
-- scope. (A page asks for those of a filter without that filter's own values.) A value without any there
-- stays, for an article may speak of it without a meeting.
-- grain: one row a filter and value
-- parameters: filter (its name: only that one's values; '' for all)
-- columns: filter, code, name, meetings
SELECT filter, code, name_of(kind, code) AS name, coalesce(meetings, 0) AS meetings
FROM reading.codes LEFT JOIN in_codes USING (number)
WHERE offered AND ($filter = '' OR filter = $filter)
ORDER BY filter, meetings DESC, name
