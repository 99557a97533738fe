"""Small numbers above an institution: hidden, and not to be found by subtraction."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.masking import Cell, masked


def test_one_small_number_takes_the_next_smallest_with_it():
    assert masked({"a": 3, "b": 40, "c": 12}, 5) == {"a": Cell(None, is_small=True), "b": Cell(40), "c": Cell(None)}


def test_two_small_numbers_protect_each_other():
    assert masked({"a": 3, "b": 1, "c": 12}, 5)["c"] == Cell(12)


def test_a_nought_protects_nothing_while_there_is_another_number():
    assert masked({"a": 3, "b": 0, "c": 40, "d": 12}, 5) == {
        "a": Cell(None, is_small=True), "b": Cell(0), "c": Cell(40), "d": Cell(None),
    }  # fmt: skip


@pytest.mark.parametrize("small", [1, 4])
def test_small_numbers_that_their_sum_would_tell_take_another_with_them(small):
    """Two ones make two, two fours make eight: nothing else under five does."""
    assert masked({"a": small, "b": small, "c": 12, "d": 40}, 5)["c"] == Cell(None)


def test_with_noughts_alone_a_nought_is_hidden_too():
    assert masked({"a": 2, "b": 0}, 5) == {"a": Cell(None, is_small=True), "b": Cell(None)}


def test_noughts_and_large_numbers_are_shown():
    assert masked({"a": 0, "b": 5}, 5) == {"a": Cell(0), "b": Cell(5)}


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 30), min_size=2), st.integers(1, 10))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_small_number_is_left_and_none_is_hidden_alone(numbers, below):
    cells = masked(numbers, below)
    assert all(cell.value is None or not 0 < cell.value < below for cell in cells.values())
    assert sum(cell.value is None for cell in cells.values()) != 1
