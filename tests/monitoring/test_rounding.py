"""Per cent with one decimal, halves up; plans are compared with what was not rounded (domain.md 9)."""

from decimal import Decimal

import pytest

from monitoring.models import CountingRules, Indicator
from monitoring.papers.wording import fulfilled
from monitoring.selectors.indicators import Value, value_from
from monitoring.templatetags.monitoring import target_bar

SHARE = Indicator(code="share", numerator="mentees", denominator="children_10_19")


def of(part, whole, target=None) -> Value:
    return Value(SHARE, Decimal(part), Decimal(whole), target and Decimal(target))


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(49, 400, "12.3"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 800, "0.1"), (1, 2000, "0.1")]
)
def test_halves_are_rounded_up(part, whole, shown):
    assert of(part, whole).value == Decimal(shown)


def test_a_plan_that_only_rounding_reaches_is_not_reached():
    almost = of(6996, 10000, 70)
    assert almost.value == 70
    assert almost.fulfilment < 1
    assert fulfilled(almost) < 1
    assert target_bar(almost) == {"percent": 99}


@pytest.mark.parametrize("value", [of(1, 0, 70), of(1, 2), of(1, 2, 0)])
def test_without_a_plan_or_a_whole_nothing_is_said_of_the_plan(value):
    assert value.fulfilment is None
    assert target_bar(value) == {"percent": None}


def test_a_formula_gives_what_a_figure_can_keep():
    thirds = Indicator(code="thirds", numerator="mentees / 3")
    assert value_from(thirds, {"mentees": 100}, {}, CountingRules()).numerator == Decimal("33.33")
