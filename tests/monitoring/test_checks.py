"""What figures are tried for before the signature: each remark alone, and what lets it pass."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitoring.checks import Elsewhere, Line, findings
from monitoring.selectors.submissions import findings_of
from monitoring.services.filling import begin

from .factories import OPEN, hand_in, make_quarter

GOOD = Line(
    figure=1, is_share=True, is_cumulative=False, numerator=Decimal(20), denominator=Decimal(100), value=Decimal(20)
)


def codes(line: Line, jump_percent: int = 33) -> list[str]:
    return [finding.code for finding in findings([line], jump_percent=jump_percent)]


def test_a_good_figure_has_no_remark():
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"numerator": None, "value": None}, "empty"),
        ({"denominator": None, "value": None}, "no_denominator"),
        ({"denominator": Decimal(10)}, "over"),
        ({"is_overridden": True, "override_reason": " "}, "no_reason"),
        ({"is_cumulative": True, "is_share": False, "previous": Decimal(21)}, "fell"),
        ({"previous": Decimal(10)}, "jump"),
        ({"previous": Decimal(0)}, "jump"),
        ({"target": Decimal(20), "target_above": Decimal(30)}, "low_plan"),
        ({"elsewhere": Elsewhere("I полугодие", Decimal(19))}, "contradicts"),
    ],
)
def test_each_remark(wrong, code):
    assert codes(replace(GOOD, **wrong)) == [code]


@pytest.mark.parametrize("before", [15, 20, 29])
def test_a_change_by_a_third_is_no_jump_yet(before):
    assert codes(replace(GOOD, previous=Decimal(before)), jump_percent=34) == []


def test_a_comment_explains_a_warning_and_no_error():
    line = replace(GOOD, elsewhere=Elsewhere("I полугодие", Decimal(19)), denominator=Decimal(10), comment="Уточнено")
    assert [(each.code, each.stops) for each in findings([line], jump_percent=33)] == [
        ("over", True), ("contradicts", False),
    ]  # fmt: skip


def test_the_same_number_in_another_report_is_no_contradiction():
    assert codes(replace(GOOD, elsewhere=Elsewhere("I полугодие", Decimal(20)))) == []


@pytest.mark.django_db
def test_a_half_year_is_held_against_the_quarter_of_the_same_date(world):
    quarter = make_quarter(world.north, by=world.methodologist)
    half = make_quarter(world.north, by=world.methodologist, kind="half_year", title="Полугодие")
    hand_in(world, quarter, world.a1, accepted=False, child_mentees=(7, 10))
    submission = begin(half, world.a1, by=world.curator, at=OPEN)
    cell = submission.figures.get(indicator__code="child-mentees")
    cell.numerator, cell.denominator = Decimal(6), Decimal(10)
    cell.save()
    told = [each.message for each in findings_of(submission) if each.code == "contradicts" and each.figure == cell.pk]
    assert len(told) == 1
    assert quarter.title in told[0]
