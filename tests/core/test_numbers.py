"""Numbers without the noughts of their column."""

from decimal import Decimal

import pytest

from core.numbers import plain, told, trimmed


@pytest.mark.parametrize(
    ("number", "words"), [("12.50", "12.5"), ("100.00", "100"), ("0.00", "0"), ("1E+3", "1000"), ("0.05", "0.05")]
)
def test_noughts_behind_the_point_are_left_out_and_those_before_it_stay(number, words):
    assert plain(Decimal(number)) == words
    assert told(Decimal(number)) == words.replace(".", ",")
    assert str(trimmed(Decimal(number))) == words
