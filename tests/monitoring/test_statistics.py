"""Before and after: the interval, and what is not said of few."""

import pytest
from scipy.stats import ttest_rel

from monitoring.papers.changes import change_cells
from monitoring.statistics import change_of


def test_four_people_are_only_counted():
    change = change_of([(1, 2)] * 4)
    assert (change.people, change.is_shown, change.direction) == (4, False, 0)
    assert change_cells(change)[-1] == "меньше 5 человек"


def test_the_interval_is_that_of_the_paired_test():
    pairs = [(3, 5), (4, 4), (6, 9), (2, 4), (5, 6), (7, 6)]
    change = change_of(pairs)
    after, before = zip(*((b, a) for a, b in pairs), strict=True)
    interval = ttest_rel(after, before).confidence_interval(0.95)
    assert (change.low, change.high) == (pytest.approx(interval.low), pytest.approx(interval.high))
    assert change.direction == 0
    assert change_cells(change)[-1] == "изменение не доказано"


def test_equal_changes_have_no_width():
    change = change_of([(1, 3)] * 5)
    assert (change.low, change.high, change.direction) == (2, 2, 1)
    assert change_of([(3, 3)] * 5).direction == 0
