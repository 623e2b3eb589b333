-- The two numbers of a scope, how many articles its funding reports are made from, and all articles
-- that were published in its period (of the outlets and languages asked for).
-- grain: one row
-- parameters: none
-- columns: meetings, articles, funding_articles, all_articles
SELECT (SELECT coalesce(sum(meetings), 0)::BIGINT FROM in_periods) AS meetings,
       (SELECT coalesce(sum(own), 0)::BIGINT FROM in_periods)
           + (SELECT count(DISTINCT aid) FROM in_shared) AS articles,
       (SELECT articles FROM in_funding_articles) AS funding_articles,
       (SELECT coalesce(sum(articles), 0)::BIGINT FROM scope_all) AS all_articles
