"""The grammar documents itself: every rule's docstring gives examples, and they are read, whole."""

import inspect

import pytest

from roadmaps.deadlines import parse
from roadmaps.deadlines.grammar.clauses import clauses, parts
from roadmaps.deadlines.grammar.dates import atoms

from .tables import PERIODS

rules = {rule.name: rule.build for layer in (atoms, parts, clauses) for rule in layer.rules}
# These read a piece that means something only beside others, or what cannot be read
PIECES = {"then", "at_least", "bare_count", "span_of_lengths", "no_date", "cut_off"}


def examples(build) -> list[str]:
    text = " ".join(inspect.getdoc(build).split("\n\n")[0].split())
    return [example.split(": ")[0].strip() for example in text.split(" · ")]


@pytest.mark.parametrize("name", sorted(rules))
def test_every_rule_shows_what_it_reads(name):
    assert inspect.getdoc(rules[name]), f"{name} has no example"


@pytest.mark.parametrize("name", sorted(set(rules) - PIECES))
def test_examples_are_read_whole(name):
    for example in examples(rules[name]):
        schedule = parse(example, period=PERIODS["school_year"])
        assert (schedule.understood, schedule.remainder) == (True, ""), example
