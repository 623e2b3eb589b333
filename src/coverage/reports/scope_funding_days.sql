-- In place of those of scope.sql, where of the articles nothing is asked for but a period: out of what was counted a
-- day when the snapshot was published.

CREATE OR REPLACE TEMP TABLE in_funding_articles AS
SELECT coalesce(sum(articles), 0)::BIGINT AS articles FROM reading.funding_days
WHERE model = '' AND {published};

CREATE OR REPLACE TEMP TABLE in_funding_periods AS
SELECT model, period_of(published) AS period, sum(articles)::BIGINT AS articles FROM reading.funding_days
WHERE model <> '' AND {published} GROUP BY ALL
