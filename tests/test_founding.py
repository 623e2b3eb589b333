"""The founding case: a raw Interfax-Ukraine page on Luxembourg and the Danish model, end to end."""

from pathlib import Path

from coverage.coder import Coder
from coverage.readers import read

PAGE = Path(__file__).parent / "readers/pages/interfax_ru.txt"


def test_the_founding_article_is_coded_as_the_manual_says():
    (article,) = read(PAGE)
    coding = Coder.load().code(article)
    (mention,) = coding.mentions
    assert (mention.partners, mention.status, mention.mode) == (("LU",), "held", "in_person")
    assert (mention.place, mention.ukraine) == ("Kyiv", ("Rustem Umerov",))
    assert mention.partner_people == ("Yuriko Backes",)
    assert mention.date == article.published
    assert ("reported_on", "Facebook") in {(e.field, e.value) for e in mention.evidence}
    (funding,) = coding.funding
    assert (funding.model, funding.partners, funding.stage) == ("danish_model", ("LU",), "proposed")
    assert [c.coalition for c in coding.coalitions] == ["drone"]
    topics = {t.topic for t in coding.topics}
    assert {"digital", "drones", "defence_industry"} <= topics
    assert not {"peace_guarantees", "energy", "demining", "education"} & topics
