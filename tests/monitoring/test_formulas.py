"""The arithmetic of indicators: what it reads, what it refuses."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.formulas import FormulaError, names_in, value_of

COUNTS = {"mentees": 30, "mentors": 12, "children": 0, "unknown": None}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("mentees", 30),
        (" mentees + mentors ", 42),
        ("(mentees - mentors) / 2", 9),
        ("mentees * 1.5", 45),
        ("mentees / children", None),
        ("mentees + unknown", None),
    ],
)
def test_value(formula, value):
    assert value_of(formula, COUNTS) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "formula",
    ["", "mentees +", "mentees.real", "f(mentees)", "mentees ** 9", "[mentees]", "__import__('os')",
     "mentees if 1 else 2", "'a'", "1e999", "mentees, mentors",
     "x := 1", "mentees @ mentors", "True", "(" * 400, "mentees" * 60],
)  # fmt: skip
def test_refused(formula):
    with pytest.raises(FormulaError):
        value_of(formula, COUNTS)


def test_an_unknown_name_is_named():
    with pytest.raises(FormulaError, match="pupils"):
        value_of("mentees / pupils", COUNTS)


def test_names():
    assert names_in("(mentees + mentors) / mentees") == {"mentees", "mentors"}


@given(st.text(max_size=60))
def test_no_text_breaks_it(text):
    with suppress(FormulaError):
        value_of(text, COUNTS)
