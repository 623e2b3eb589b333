"""A few of the inputs of benchmarks/fuzz.py, and that it would see a fault."""

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import fuzz


def test_hostile_inputs():
    tally = fuzz.many(1, 400, 10)
    assert tally.faults == []
    assert tally.number == 400
    assert tally.results["articles"] > 40
    assert {"bad_xml", "bad_json", "no_date"} <= set(tally.results)


def test_inputs_are_made_again_from_their_seed():
    made = [fuzz.FORMS[n % 6][1](fuzz.random.Random(n)) for n in (1, 2, 3, 4, 5, 6) * 2]
    assert made[:6] == made[6:]
    assert len(set(made)) == 6


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (lambda path: iter([]), "nothing became of it"),
        (lambda path: iter(["text"]), "str came out of a reader"),
        (lambda path: 1 / 0, "ZeroDivisionError"),
        (lambda path: all(True for _ in range(10**12)), "Slow: more than 0.3 s"),
    ],
)
def test_a_fault_is_seen(reading, said, monkeypatch):
    monkeypatch.setattr(fuzz, "read", reading)
    monkeypatch.setattr(fuzz, "FORMS", tuple(each for each in fuzz.FORMS if each[0] == ".txt"))
    tally = fuzz.many(1, 1, 0.3)
    assert len(tally.faults) == 1
    assert said in tally.faults[0]
    assert tally.results == Counter()
