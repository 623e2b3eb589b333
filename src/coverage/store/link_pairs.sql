-- Pairs of accounts that come into question as accounts of one meeting.
-- Needs: asked_side (account, asked, done): what is compared; a pair has one at least that is asked and
-- none whose pairs are there already; group_code (code: a group such as UDCG, whose session an article
-- may tell by its members instead).
-- Grain of `pair`: one unordered pair (one < other).
-- kind: names       they name an official in common, no side with different people, and neither
--                   leaves a side unnamed: one meeting
--       half_named  likewise, but one of them leaves a side unnamed: fits several meetings
--       alone       no side is named by both: one meeting only if nothing else comes into question
--       announced   one announces, the other tells, or announces the day: one meeting with its
--                   announcement
--       announced_alone  likewise where they name nobody in common: only if nothing else comes into
--                   question
--       against     they name different people of one side alone, or one article tells them apart
--       split       an analyst told them apart
--       near        one day, partner and official, but another place or mode: two, to be looked at
-- score: how much agrees; it decides where several meetings come into question.
-- Parameters: start, end (exclusive) of the days that are looked at in one go.
INSERT INTO pair
WITH side AS (  -- with the day before, and the open announcements that reach these days
    SELECT a.*, asked, done, list_has_any(partners, (SELECT coalesce(list(code), []) FROM group_code)) AS is_group
    FROM asked_side JOIN accounts AS a USING (account)
    WHERE CASE WHEN a.day IS NULL THEN a.told BETWEEN $start::DATE - 31 AND $end::DATE + 31
               ELSE a.day BETWEEN $start::DATE - 1 AND $end::DATE END
),
keyed AS (  -- what is compared: like partner and day; a group's session and any session of its day
    SELECT account, asked, done, day, told, postponed, unnest(partners) AS key, key AS with_key FROM side
    UNION ALL
    SELECT account, asked, done, day, told, postponed, '~ group', '~ any' FROM side
    WHERE mode = 'multilateral' AND is_group
    UNION ALL
    SELECT account, asked, done, day, told, postponed, '~ any', '~ group' FROM side
    WHERE mode = 'multilateral'
),
reach AS (  -- one equality join: a day meets the next one, an open announcement the days to come
    SELECT account, asked, done, with_key, day + unnest([0, 1])::INTEGER AS near, day
    FROM keyed WHERE day IS NOT NULL
    UNION ALL
    SELECT account, asked, done, with_key,
           told + unnest(range(-2, CASE WHEN postponed THEN 31 ELSE 15 END))::INTEGER, day
    FROM keyed WHERE day IS NULL
),
candidates AS (
    SELECT DISTINCT least(k.account, r.account) AS one, greatest(k.account, r.account) AS other
    FROM keyed AS k JOIN reach AS r ON k.key = r.with_key AND k.day = r.near
    WHERE k.day >= $start AND k.day < $end AND (k.asked OR r.asked) AND NOT (k.done OR r.done)
      AND (k.day IS DISTINCT FROM r.day OR k.account < r.account)
    UNION
    -- announcements without a day: within the month
    SELECT a.account, b.account
    FROM keyed AS a JOIN keyed AS b
      ON a.key = b.with_key AND date_trunc('month', a.told) = date_trunc('month', b.told)
     AND a.account < b.account
    WHERE a.day IS NULL AND b.day IS NULL AND (a.asked OR b.asked) AND NOT (a.done OR b.done)
      AND date_trunc('month', a.told) >= $start AND date_trunc('month', a.told) < $end
),
met AS (  -- first what is cheap: most pairs of a day name other people of both sides, and go
    SELECT c.one, c.other, a.held AS held_one, b.held AS held_other, a.partners = b.partners AS same_partners,
           a.mode = b.mode AS same_mode, 'multilateral' IN (a.mode, b.mode) AS any_session,
           a.mode = 'multilateral' AND a.mode = b.mode AS sessions,
           len(a.ukraine) > 0 AND len(b.ukraine) > 0 AS ukraine_named,
           ukraine_named AND list_has_any(a.ukraine, b.ukraine) AS ukraine_shared,
           len(a.partner_people) > 0 AND len(b.partner_people) > 0 AS partner_named,
           partner_named AND list_has_any(a.partner_people, b.partner_people) AS partner_shared,
           -- Of a session each article names other members, so that these cannot contradict.
           (ukraine_named AND NOT ukraine_shared)
               OR (partner_named AND NOT partner_shared AND NOT sessions) AS other_people,
           abs(a.day - b.day) AS apart_days,  -- null where one has no day
           -- From the announcement to the day: negative where the day was past already.
           coalesce(b.day - a.told, a.day - b.told) AS ahead,
           a.postponed OR b.postponed AS postponed,
           a.apart <> '' AND a.apart = b.apart AS told_apart,
           len(a.pins) > 0 AND len(b.pins) > 0 AS pinned
    FROM candidates AS c
    JOIN side AS a ON a.account = c.one
    JOIN side AS b ON b.account = c.other
    WHERE NOT other_people OR ukraine_shared OR partner_shared OR told_apart OR pinned
),
compared AS (
    SELECT m.*,
           same_partners OR list_has_all(a.partners, b.partners)
               OR list_has_all(b.partners, a.partners)
               -- of a session each article names other members: half of the longer list
               OR (sessions AND partner_shared
                   AND 2 * len(list_intersect(a.partners, b.partners))
                       >= greatest(len(a.partners), len(b.partners))) AS within,
           -- one state's contact, and its own officials are not those of the session
           least(len(a.partners), len(b.partners)) = 1 AND partner_named AND NOT partner_shared
               AS beside_session,
           sessions AND (a.is_group OR b.is_group) AS by_group,
           len(a.ukraine) = 0 OR (len(a.partner_people) = 0 AND a.mode <> 'multilateral') AS bare_one,
           len(b.ukraine) = 0 OR (len(b.partner_people) = 0 AND b.mode <> 'multilateral') AS bare_other,
           a.place = b.place AS same_place, a.place <> b.place AS other_place,
           len(list_intersect(a.topics, b.topics)) AS shared_topics,
           len(a.topics) AS topics_one, len(b.topics) AS topics_other,
           list_has_any(a.figures, b.figures) AS figure_shared,
           -- 'tag:a' against 'tag:b': an analyst split them
           CASE WHEN pinned THEN
               list_has_any(list_transform(a.pins, x -> x[:-2]), list_transform(b.pins, x -> x[:-2]))
               AND NOT list_has_any(a.pins, b.pins) ELSE false END AS split
    FROM met AS m
    JOIN side AS a ON a.account = m.one
    JOIN side AS b ON b.account = m.other
),
weighed AS (
    SELECT *,
           shared_topics = 0 AND topics_one > 1 AND topics_other > 1 AS other_topics,
           40 * (ukraine_shared::INTEGER + partner_shared::INTEGER)
               + 20 * same_partners::INTEGER + 12 * coalesce(apart_days = 0, false)::INTEGER
               + 10 * same_mode::INTEGER + 10 * figure_shared::INTEGER
               + 10 * coalesce(same_place, false)::INTEGER - 10 * coalesce(other_place, false)::INTEGER
               + coalesce(20 * shared_topics // nullif(topics_one + topics_other - shared_topics, 0), 0)
               -- A session is announced as a session.
               - 30 * (any_session AND NOT sessions)::INTEGER
               - coalesce(abs(ahead), 0) AS score
    FROM compared
),
judged AS (
    SELECT one, other, score::INTEGER AS score,
           coalesce(held_one = held_other AND same_partners AND apart_days = 0
                    AND (ukraine_shared OR partner_shared), false) AS nearly,
           CASE
               WHEN split THEN 'split'
               WHEN told_apart THEN 'against'
               WHEN other_people THEN
                   CASE WHEN same_partners AND coalesce(apart_days, 0) = 0 AND held_one = held_other
                        THEN 'against' END
               WHEN held_one <> held_other THEN
                   CASE
                       -- with its day: that day, or the next one under agreement
                       WHEN apart_days = 0 AND ukraine_shared
                            AND (same_partners OR (within AND sessions) OR (sessions AND by_group))
                           THEN 'announced'
                       WHEN apart_days = 1 AND same_partners AND ukraine_shared THEN 'announced'
                       -- without one: soon after, by the same official, not elsewhere
                       WHEN ahead BETWEEN 0 AND CASE WHEN postponed THEN 30 ELSE 14 END
                            AND ukraine_shared AND (same_partners OR (sessions AND by_group))
                            AND NOT coalesce(other_place, false)
                           THEN 'announced'
                       WHEN apart_days = 0 AND same_partners THEN
                           CASE WHEN partner_shared THEN 'announced' ELSE 'announced_alone' END
                       WHEN apart_days = 0 AND within AND sessions AND by_group THEN 'announced_alone'
                   END
               WHEN apart_days IS NULL AND (ahead IS NULL OR ahead >= -2) AND NOT held_one
                    AND ((same_partners AND (ukraine_shared OR partner_shared))
                         OR (sessions AND by_group AND ukraine_shared)) THEN
                   -- two announcements, at least one of them without a day
                   CASE WHEN ahead IS NOT NULL THEN 'announced'
                        WHEN bare_one OR bare_other THEN 'half_named' ELSE 'names' END
               WHEN apart_days IS NULL THEN NULL
               -- "On Tuesday" and the day of publication are taken for each other only under full
               -- agreement.
               WHEN apart_days = 1 AND NOT (ukraine_shared AND partner_shared AND same_partners) THEN NULL
               WHEN NOT (same_partners
                         OR (within AND ukraine_shared
                             AND (partner_shared OR (sessions AND NOT beside_session)))
                         OR (sessions AND by_group AND NOT coalesce(other_place, false)
                             AND (ukraine_shared OR (within AND NOT ukraine_named))))
                   THEN NULL
               -- Articles differ on whether three sides at one table are multilateral, and take
               -- "discussed" for a talk in person: neither parts two accounts that name the same
               -- people, unless they speak of other things.
               WHEN NOT same_mode AND NOT (same_partners AND (any_session
                         OR (ukraine_shared AND partner_shared AND NOT other_topics)))
                   THEN NULL
               WHEN coalesce(other_place, false) AND NOT (ukraine_shared AND (partner_shared OR sessions))
                   THEN NULL
               WHEN NOT ukraine_named AND NOT partner_named THEN 'alone'
               WHEN bare_one OR bare_other THEN 'half_named'
               ELSE 'names'
           END AS kind
    FROM weighed
)
SELECT one, other, coalesce(kind, 'near'), score FROM judged WHERE kind IS NOT NULL OR nearly;
