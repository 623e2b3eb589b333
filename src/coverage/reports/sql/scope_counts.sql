-- The two numbers of a scope, and how many articles its funding reports are made from.
-- grain: one row
-- parameters: none
-- columns: meetings, articles, funding_articles
SELECT (SELECT count(*) FROM scope_meetings) AS meetings,
       (SELECT count(*) FROM scope_articles) AS articles,
       (SELECT count(DISTINCT article_id) FROM scope_funding) AS funding_articles
