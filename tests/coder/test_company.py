"""The second look at a partner: what the others' first scores say of it."""

from coverage.codebook import load
from coverage.coder.company import company_signs
from coverage.coder.contacts import CONTACT, IN_COMPANY, ContactFinder
from coverage.coder.scene import PERSON, Actor
from coverage.coder.survey import Candidate
from coverage.coder.weights import Weights


def partner(code: str, *sentences: int) -> Candidate:
    actors = [Actor(n, n + 1, n, code, PERSON) for n in sentences]
    return Candidate(code, actors, {"bias": 1.0}, best=sentences[0])


def test_company_is_who_stands_in_a_sentence_with_the_partner() -> None:
    dk, no, se = company_signs(
        [partner("DK", 1, 2), partner("NO", 2), partner("SE", 5)], [3.0, -1.0, -9.0]
    )
    assert (dk["first_look"], no["first_look"], se["first_look"]) == (3.0, -1.0, -4.0)
    assert no["listed_with_surest"] == 3.0
    assert dk["listed_with_mean"] == -1.0
    assert "listed_with" not in se
    assert se["surest_other"] == 3.0
    assert "told_with" not in no  # told of elsewhere: its best sentence is not that of DK
    assert "likeliest" in dk
    assert "likeliest" not in no
    assert "others_met" not in dk
    assert no["met_besides"] == 0.2


def test_a_partner_alone_has_no_company() -> None:
    (signs,) = company_signs([partner("DK", 1)], [-2.0])
    assert signs == {"bias": 1.0, "first_look": -2.0, "met_besides": 0.0, "likeliest": 1.0}
    assert company_signs([], []) == []


def test_the_company_turns_the_scale_and_the_reason_says_so() -> None:
    tables = {
        CONTACT: {"bias": -1.0, "told_past": 5.0},
        IN_COMPANY: {"first_look": 1.0, "listed_with_surest": 0.5},
    }
    finder = ContactFinder(load(), Weights(tables))
    dk, no = partner("DK", 1), partner("NO", 1)
    dk.signs["told_past"] = 1.0
    assert [score >= 0 for score in finder._scores([dk, no])] == [True, True]
    assert finder._reason(dk) == "told_past"
    assert finder._reason(no).startswith("in_company")
    assert [score >= 0 for score in finder._scores([no])] == [False]
