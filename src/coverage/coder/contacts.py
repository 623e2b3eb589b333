"""Meetings of an article: which partners were met, how, when, where, by whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from coverage.codebook import Codebook
from coverage.coder.company import company_signs
from coverage.coder.dates import Day, days
from coverage.coder.features import DENIED, candidates
from coverage.coder.modes import mode_signs
from coverage.coder.particulars import Option, Setting, day_options, people_options, place_options
from coverage.coder.scene import HOME, OFFICE, Scene
from coverage.coder.status import PLANNED, statuses, when
from coverage.coder.survey import Candidate
from coverage.coder.weights import Weights
from coverage.model import Article, Evidence, Mention, Mode, NotCoded, Span, Status

CONTACT, IN_COMPANY = "contact", "contact_in_company"  # the first look at a partner, the second
WEIGHED = (Mode.REMOTE.value, Mode.MULTILATERAL.value)  # who is met in neither was met in person
_PLACE = -0.5  # the likeliest place is taken from here on: leaving out costs more than a wrong one


@dataclass(slots=True)
class _Found:
    """A partner taken to be in contact, with what was read about that contact."""

    candidate: Candidate
    status: Status
    mode: Mode
    mode_rule: str
    score: float


class ContactFinder:
    """Turns an article's scene into mentions of meetings."""

    def __init__(self, book: Codebook, weights: Weights) -> None:
        self._book = book
        self._weights = weights
        self._kinds: dict[str, str] = {code: p.kind for code, p in book.partners.items()}
        self._groups = frozenset(c for c, k in self._kinds.items() if k == "group")
        self._capital = {p.partner: p.name for p in book.places.values() if p.capital}
        self._capital.setdefault("BE", "Brussels")
        self._owner = {p.name: p.partner for p in book.places.values()}

    def candidates(
        self, scene: Scene, background: list[bool], told: dict[int, str]
    ) -> list[Candidate]:
        """The partners that might have been met, with their signs; ``told`` is that of `when`."""
        found = candidates(scene, background, self._kinds, told)
        for each in found:
            around = self._weights.around(scene, each.sentences(background), CONTACT, PLANNED)
            each.signs.update(around)
        return found

    def find(
        self, article: Article, scene: Scene, background: list[bool]
    ) -> tuple[list[Mention], list[NotCoded]]:
        """The article's mentions, and the tempting partners that were left out."""
        named_days = days(scene.text, article.lang, article.published)
        likely: list[tuple[Candidate, float]] = []
        left: list[NotCoded] = []
        told = when(scene, named_days, article.published)
        tempting = self.candidates(scene, background, told)
        for candidate, score in zip(tempting, self._scores(tempting), strict=True):
            if score >= 0 and DENIED not in candidate.signs:
                likely.append((candidate, score))
            elif any(a.level >= OFFICE for a in candidate.actors):
                left.append(self._not_coded(scene, candidate))
        met = statuses(self._weights, scene, background, likely, told)
        modes = self._modes(scene, background, met)
        found = [
            _Found(candidate, status, *mode, score)
            for (candidate, status, score), mode in zip(met, modes, strict=True)
        ]
        mentions = [
            self._mention(article, scene, group, found, background, named_days)
            for group in self._grouped(found)
        ]
        mentions.sort(key=lambda m: (m.status is not Status.HELD, m.evidence[0].span.start))
        return mentions, left

    def _scores(self, tempting: list[Candidate]) -> list[float]:
        """How much speaks for each candidate (0 or more: met), at the second look."""
        first = [self._weights.score(CONTACT, candidate.signs) for candidate in tempting]
        again = company_signs(tempting, first)
        return [self._weights.score(IN_COMPANY, signs) for signs in again]

    # --- grouping

    def _grouped(self, found: list[_Found]) -> list[list[_Found]]:
        """Partners of one session or one joint call together; a group's code only when alone."""
        groups: list[list[_Found]] = []
        for status in Status:
            of_status = [f for f in found if f.status is status]
            states = [f for f in of_status if f.candidate.code not in self._groups]
            sessions = [f for f in states if f.mode is Mode.MULTILATERAL]
            groups_alone = [f for f in of_status if f.candidate.code in self._groups]
            if sessions:
                groups.append(sessions)
            elif groups_alone:
                groups.append(groups_alone[:1])
            rest = [f for f in states if f.mode is not Mode.MULTILATERAL]
            remote = [f for f in rest if f.mode is Mode.REMOTE]
            joint: dict[int, list[_Found]] = {}
            for f in remote:
                joint.setdefault(f.candidate.best, []).append(f)
            groups.extend(joint.values())
            groups.extend([f] for f in rest if f.mode is not Mode.REMOTE)
        return groups

    # --- mode

    def _modes(
        self, scene: Scene, background: list[bool], met: list[tuple[Candidate, Status, float]]
    ) -> list[tuple[Mode, str]]:
        """How each was met, and why. Those of whom one sentence tells were met in one way."""
        signs = []
        rows: dict[tuple[Status, int], list[tuple[float, float]]] = defaultdict(list)
        for candidate, status, _ in met:
            others = [c for c, s, _ in met if s is status and c is not candidate]
            signs.append(self.mode_signs(scene, candidate, others, background))
            remote, session = (self._weights.score(mode, signs[-1]) for mode in WEIGHED)
            rows[status, candidate.best].append((remote, session))
        return [
            self._mode(candidate, signs[n], rows[status, candidate.best])
            for n, (candidate, status, _) in enumerate(met)
        ]

    def mode_signs(
        self,
        scene: Scene,
        candidate: Candidate,
        others: list[Candidate],
        background: list[bool],
    ) -> dict[str, float]:
        """How the partner was met: the signs of :func:`modes.mode_signs`, and the words around."""
        around = self._weights.around(scene, candidate.sentences(background), *WEIGHED)
        return mode_signs(scene, candidate, others, background) | around

    def _mode(
        self, candidate: Candidate, signs: dict[str, float], row: list[tuple[float, float]]
    ) -> tuple[Mode, str]:
        if candidate.code in self._groups:
            return Mode.MULTILATERAL, "group_session"
        remote, session = (sum(scores) / len(row) for scores in zip(*row, strict=True))
        if max(max(scores) for scores in row) < 0:  # as surely as the surest of them
            return Mode.IN_PERSON, "in_person"
        mode = Mode.REMOTE if remote >= session else Mode.MULTILATERAL
        return mode, self._weights.reason(mode.value, signs)

    # --- one mention

    def setting(
        self,
        scene: Scene,
        background: list[bool],
        partners: list[Candidate],
        others: list[Candidate],
        status: Status,
    ) -> Setting:
        """The contact with ``partners`` beside those with ``others``, for its particulars."""
        return Setting(scene, background, partners, others, status, self._owner)

    def _mention(
        self,
        article: Article,
        scene: Scene,
        group: list[_Found],
        found: list[_Found],
        background: list[bool],
        named_days: list[Day],
    ) -> Mention:
        group.sort(key=lambda f: f.candidate.first_named)
        first = max(group, key=lambda f: f.score)
        status, mode = first.status, first.mode
        own = [f.candidate for f in group]
        others = [f.candidate for f in found if f not in group]
        setting = self.setting(scene, background, own, others, status)
        evidence = [
            Evidence(
                "partner", f.candidate.code, self._proof(scene, f.candidate, background),
                self._reason(f.candidate),
            )
            for f in group
        ]  # fmt: skip
        main = setting.sentence_span(setting.best)
        evidence.append(Evidence("status", status.value, main, f"status_{status.value}"))
        evidence.append(Evidence("mode", mode.value, main, f"mode_{first.mode_rule}"))
        met = {f.candidate.code for f in found if f.status is Status.HELD}
        setting.again = status is Status.PLANNED and not met.isdisjoint(c.code for c in own)
        day = self._day(setting, named_days, article.published)
        if day.value is not None:
            evidence.append(Evidence("date", day.value.isoformat(), day.span, day.rule))
        place = None if mode is Mode.REMOTE else self._place(setting)
        if place is not None:
            evidence.append(Evidence("place", place.value, place.span, place.rule))
        partners = tuple(f.candidate.code for f in group)
        ukraine = self._people(setting, {HOME}, "ukraine") or self._office(setting)
        theirs = self._people(setting, set(partners), "partner_people")
        evidence += [Evidence("ukraine", o.value, o.span, o.rule) for o in ukraine]
        evidence += [Evidence("partner_people", o.value, o.span, o.rule) for o in theirs]
        evidence += self._reported_on(scene, background)
        return Mention(
            partners=partners,
            status=status,
            mode=mode,
            date=day.value,
            place=place.value if place else None,
            ukraine=tuple(o.value for o in ukraine),
            partner_people=tuple(o.value for o in theirs),
            evidence=tuple(evidence),
        )

    def _reason(self, candidate: Candidate) -> str:
        """Why the partner was taken for met; ``in_company`` where the others turned the scale."""
        reason = self._weights.reason(CONTACT, candidate.signs)
        first = self._weights.score(CONTACT, candidate.signs)
        return reason if first >= 0 else f"in_company+{reason}"

    def _proof(self, scene: Scene, candidate: Candidate, background: list[bool]) -> Span:
        actors = [a for a in candidate.actors if a.sentence == candidate.best]
        if not actors:
            actors = [a for a in candidate.actors if not background[a.sentence]]
        actor = max(actors or candidate.actors, key=lambda a: a.level)
        return scene.text.span(actor.start, actor.end)

    def _day(self, setting: Setting, named: list[Day], published: date) -> Option[date | None]:
        decision = "day_held" if setting.status is Status.HELD else "day_planned"
        told = [each for each in named if setting.may_tell(each.start)]
        options = day_options(setting, told, published)
        return max(options, key=lambda o: self._weights.score(decision, o.signs))

    def _place(self, setting: Setting) -> Option[str] | None:
        spots = [each for each in self.spots(setting.scene) if setting.may_tell(each[0])]
        options = place_options(setting, spots)
        best = max(options, key=lambda o: self._weights.score("place", o.signs), default=None)
        if best is None or self._weights.score("place", best.signs) < _PLACE:
            return None
        return best

    def spots(self, scene: Scene) -> list[tuple[int, int, str, bool]]:
        """Places named, and described: «в украинской столице», "NATO headquarters"."""
        found = list(scene.places)
        found += [(start, end, "Brussels", True) for start, end in scene.cues["headquarters"]]
        by_edge = {c.start: c for c in scene.countries} | {c.end: c for c in scene.countries}
        for start, end in scene.cues["capital_city"]:
            for country in (by_edge.get(start), by_edge.get(end)):
                name = self._capital.get(country.code) if country else None
                if country and name:
                    spot = (min(start, country.start), max(end, country.end), name, True)
                    found.append(spot)
        return found

    def _people(self, setting: Setting, sides: set[str], field: str) -> list[Option[str]]:
        options = people_options(setting, sides)
        chosen = [o for o in options if self._weights.score(field, o.signs) >= 0]
        return chosen or (options if len(options) == 1 and field == "ukraine" else [])

    def _reported_on(self, scene: Scene, background: list[bool]) -> list[Evidence]:
        """Where the contact was made known (Facebook, Telegram): the first channel named."""
        for start, end, code in scene.channels:
            if not background[scene.sentence_of[start]]:
                name = self._book.channels[code].label.en
                return [Evidence("reported_on", name, scene.text.span(start, end), "channel_named")]
        return []

    def _office(self, setting: Setting) -> list[Option[str]]:
        """Where no Ukrainian is named: the office that takes part."""
        for actor in setting.scene.actors:
            office = self._book.offices.get(actor.office or "")
            if (
                actor.side == HOME
                and actor.level == OFFICE
                and office is not None
                and office.code != "minister"
                and (actor.sentence in setting.acting or actor.sentence == setting.best)
            ):
                span = setting.scene.text.span(actor.start, actor.end)
                return [Option(office.label.en, span, "office_in_contact")]
        return []

    def _not_coded(self, scene: Scene, candidate: Candidate) -> NotCoded:
        actor = max(candidate.actors, key=lambda a: a.level)
        rule = DENIED
        if DENIED not in candidate.signs:
            rule = self._weights.reason(CONTACT, candidate.signs, against=True)
        span = scene.text.span(actor.start, actor.end)
        return NotCoded("partner", candidate.code, span, rule)
