from fakes import article

from coverage.explain import explain
from coverage.model import Coding, Evidence, Span, TopicCode

TEXT = article("a", "Drones and more drones.", "(Nothing «else».)")


def passage(words: str, rule: str = "r") -> Evidence:
    start = TEXT.text.index(words)
    return Evidence("topic", "drones", Span(start, start + len(words)), rule)


def test_a_passage_is_told_once_and_in_the_order_of_the_text():
    evidence = (
        passage("Nothing"), passage("more drones"), passage("drones"), passage("more drones"),
        passage("Drones"), passage("Drones", "term_lead"),
    )  # fmt: skip
    told = list(explain(TEXT, Coding("a", "v", topics=(TopicCode("drones", evidence),))))
    assert told[told.index("topic: drones") + 1 :] == [
        "  «Drones and more drones.»",
        "    topic = drones   «Drones»   [r]",
        "    topic = drones   «Drones»   Words of the topic in the lead   [term_lead]",
        "    topic = drones   «more drones»   [r]",
        "  «(Nothing «else».)»",
        "    topic = drones   «Nothing»   [r]",
    ]
