-- A made-up store of $articles articles and $meetings meetings over four and a half years: partners,
-- topics and officials as unevenly frequent as in the news, each meeting told by one to eight articles,
-- a fifth of all articles telling of none. Codes are the codebook's; what a text says is of no matter
-- but for its words, which have to be as many ($sentences) and as varied as an article's for the search.
CREATE TEMP TABLE code AS
SELECT kind, code, (row_number() OVER (PARTITION BY kind ORDER BY hash(code)) - 1)::INTEGER AS n
FROM labels;
CREATE TEMP MACRO drawn(h, most, skew) AS floor(most * pow((h % 1000000) / 1e6, skew))::INTEGER;
CREATE TEMP MACRO id_of(prefix, n) AS substr(md5(prefix || n), 1, 16);

CREATE TEMP TABLE event AS
SELECT n, id_of('m', n) AS meeting_id, DATE '2022-02-24' + drawn(hash(n * 11), 1600, 0.8) AS day,
       drawn(hash(n * 11 + 1), 90, 2.4) AS partner, 1 + drawn(hash(n * 11 + 2), 3, 3) AS partners,
       ['in_person', 'in_person', 'remote', 'multilateral'][1 + (hash(n * 11 + 3) % 4)::INTEGER] AS mode,
       CASE WHEN hash(n * 11 + 4) % 20 = 0 THEN 'planned' ELSE 'held' END AS status,
       drawn(hash(n * 11 + 5), 60, 2.5) AS official, drawn(hash(n * 11 + 6), 400, 1.3) AS person,
       ['Kyiv', 'Brussels', 'Berlin', 'Copenhagen', 'Oslo', 'Paris', NULL, NULL][1 + (hash(n * 11 + 7) % 8)::INTEGER] AS place
FROM range($meetings) AS numbers (n);

-- Four fifths of the articles tell of a meeting: the first of each, the others by chance.
CREATE TEMP TABLE telling AS
SELECT a.n AS article, CASE WHEN a.n < $meetings THEN a.n ELSE drawn(hash(a.n * 13), $meetings, 1.4) END AS event
FROM range($articles * 4 // 5) AS a (n);

CREATE TEMP TABLE article AS
SELECT n, id_of('a', n) AS article_id, e.day + drawn(hash(n * 17), 2, 2) AS told, e.status, e.mode, e.day, e.place,
       e.meeting_id, e.partner, e.partners, e.official, e.person,
       ['uk', 'ru', 'en'][1 + (hash(n * 17 + 1) % 3)::INTEGER] AS lang, drawn(hash(n * 17 + 2), 120, 2) AS outlet,
       drawn(hash(n * 17 + 3), 25, 1.8) AS topic, 1 + (hash(n * 17 + 4) % 4)::INTEGER AS topics,
       drawn(hash(n * 17 + 5), 24, 2) AS model, hash(n * 17 + 6) % 3 = 0 AS funded,
       DATE '2022-02-24' + drawn(hash(n * 17 + 7), 1600, 0.8) AS other
FROM (SELECT n, t.event FROM range($articles) AS numbers (n) LEFT JOIN telling t ON t.article = numbers.n) a
LEFT JOIN (SELECT * RENAME (n AS event) FROM event) e USING (event);

CREATE TEMP TABLE sentence AS
SELECT * FROM (VALUES
('uk', ['Сторони обговорили постачання безпілотників і ракет для протиповітряної оборони.', 'Міністр подякував партнерам за підтримку та нові пакети допомоги.', 'Ідеться про фінансування виробництва за данською моделлю.', 'Окремо говорили про енергетику перед зимою.', 'Наступна зустріч відбудеться за кілька тижнів.', 'За його словами, угоду підпишуть після погодження урядами.', 'Делегації відвідали підприємство, де збирають дрони.', 'Президент наголосив на важливості гарантій безпеки.']),
('ru', ['Стороны обсудили поставки беспилотников и ракет для противовоздушной обороны.', 'Министр поблагодарил партнёров за поддержку и новые пакеты помощи.', 'Речь идёт о финансировании производства по датской модели.', 'Отдельно говорили об энергетике перед зимой.', 'Следующая встреча пройдёт через несколько недель.', 'По его словам, соглашение подпишут после согласования правительствами.', 'Делегации посетили предприятие, где собирают дроны.', 'Президент подчеркнул важность гарантий безопасности.']),
('en', ['The sides discussed deliveries of drones and missiles for air defence.', 'The minister thanked the partners for their support and new packages of aid.', 'Production is to be funded under the Danish model.', 'They also spoke of energy ahead of the winter.', 'The next meeting will be held in a few weeks.', 'He said the agreement would be signed once governments approve it.', 'The delegations visited a plant where drones are built.', 'The president stressed the importance of security guarantees.'])
) AS texts (lang, texts);

INSERT INTO articles
SELECT a.article_id, 1, md5(a.article_id), NULL, a.lang, 'Outlet ' || a.outlet, 'https://example.org/' || a.article_id,
       coalesce(a.told, a.other), NULL,
       coalesce(p.en, 'Ukraine') || ': ' || t.en || ' ' || a.n,
       list_aggregate(list_transform(range($sentences), lambda i: s.texts[1 + (hash(a.n * 10 + i) % 8)::INTEGER]
           || CASE WHEN i % 3 = 0 THEN ' ' || substr(md5((hash(a.n * 3 + i) % 60000)::VARCHAR), 1, 7) || '.' ELSE '' END), 'string_agg', ' '),
       'made-up.jsonl', TIMESTAMPTZ '2026-07-15 06:00:00Z', 'r', 'v'
FROM article a JOIN sentence s USING (lang)
LEFT JOIN (SELECT c.n, l.en FROM code c JOIN labels l USING (kind, code) WHERE kind = 'partner') p ON p.n = a.partner
LEFT JOIN (SELECT c.n, l.en FROM code c JOIN labels l USING (kind, code) WHERE kind = 'topic') t ON t.n = a.topic
ORDER BY coalesce(a.told, a.other), a.n;

INSERT INTO mentions
SELECT article_id, 0, status, mode, day, place, meeting_id FROM article WHERE meeting_id IS NOT NULL ORDER BY n;
INSERT INTO mention_partners
SELECT a.article_id, 0, c.code, a.i
FROM (SELECT *, unnest(range(partners)) AS i FROM article WHERE meeting_id IS NOT NULL) a
JOIN code c ON c.kind = 'partner' AND c.n = (a.partner + 7 * a.i) % 90;
INSERT INTO mention_people
SELECT a.article_id, 0, 'ukraine', c.code, 0 FROM article a JOIN code c ON c.kind = 'person' AND c.n = a.official
WHERE a.meeting_id IS NOT NULL
UNION ALL
SELECT a.article_id, 0, 'partner', c.code, 0 FROM article a JOIN code c ON c.kind = 'person' AND c.n = 100 + a.person
WHERE a.meeting_id IS NOT NULL;
INSERT INTO article_topics
SELECT DISTINCT a.article_id, c.code
FROM (SELECT article_id, (topic + 3 * unnest(range(topics))) % 25 AS topic FROM article) a
JOIN code c ON c.kind = 'topic' AND c.n = a.topic;
INSERT INTO article_funding
SELECT a.article_id, c.code, coalesce(p.code, ''),
       ['mentioned', 'mentioned', 'proposed', 'agreed', 'funded'][1 + (hash(a.n * 19) % 5)::INTEGER]
FROM article a JOIN code c ON c.kind = 'funding' AND c.n = a.model
LEFT JOIN code p ON p.kind = 'partner' AND p.n = a.partner
WHERE a.funded;
INSERT INTO article_coalitions
SELECT a.article_id, c.code FROM article a JOIN code c ON c.kind = 'coalition' AND c.n = a.n % 13 WHERE a.n % 15 = 0;
INSERT INTO evidence
SELECT article_id, NULL, 'topic', topic, 5, 25, 'a rule' FROM article_topics
UNION ALL SELECT article_id, NULL, 'funding', model, 30, 60, 'a rule' FROM article_funding
UNION ALL SELECT article_id, 0, 'partner', partner, 0, 10, 'a rule' FROM mention_partners
UNION ALL SELECT article_id, 0, side, person, 20, 40, 'a rule' FROM mention_people;

INSERT INTO meetings
SELECT e.meeting_id, strftime(e.day, '%Y-%m-%d') || '-' || e.n, e.status, e.mode, e.day, min(a.told), e.place, count(*),
       count(DISTINCT a.outlet), count(DISTINCT a.lang), count(*) FILTER (e.status = 'held'), 0, '', 0
FROM event e JOIN article a USING (meeting_id) GROUP BY ALL;
INSERT INTO meeting_partners
SELECT n.meeting_id, p.partner, min(p.position) FROM mention_partners p JOIN mentions n USING (article_id, ordinal) GROUP BY ALL;
INSERT INTO meeting_people
SELECT DISTINCT n.meeting_id, p.side, p.person FROM mention_people p JOIN mentions n USING (article_id, ordinal);
INSERT INTO meeting_topics
SELECT n.meeting_id, t.topic, count(*) FROM article_topics t JOIN mentions n USING (article_id) GROUP BY ALL;
INSERT INTO meeting_funding
SELECT n.meeting_id, f.model, f.partner, max(f.stage) FROM article_funding f JOIN mentions n USING (article_id) GROUP BY ALL;
INSERT INTO meeting_coalitions
SELECT DISTINCT n.meeting_id, c.coalition FROM article_coalitions c JOIN mentions n USING (article_id);
INSERT INTO meeting_history
SELECT n.meeting_id, 0, 'held', n.date, min(a.published), min(a.article_id), count(*)
FROM mentions n JOIN articles a USING (article_id) GROUP BY ALL;
INSERT INTO runs (run_id, kind, started_at, finished_at, sources, read, added)
VALUES ('r', 'ingest', TIMESTAMPTZ '2026-07-15 06:00:00Z', TIMESTAMPTZ '2026-07-15 07:00:00Z', 'made-up.jsonl', $articles, $articles);
