"""What changed by more than the rules allow since the last accepted period, with its explanation or without one."""

from datetime import date

import pytest
from django.urls import reverse

from monitoring.models import CountingRules, Figure
from monitoring.selectors.cares import reporting_cares
from monitoring.selectors.jumps import jumps_in
from monitoring.selectors.periods import standings
from tests.factories import make_organization

from .factories import OPEN, hand_in, make_quarter

pytestmark = pytest.mark.django_db
BEFORE = {"child_mentees": (30, 100), "learners": (40, None)}
WHY = "Открыта программа «Ученик – ученику»"


@pytest.fixture
def quarters(world):
    """The second quarter, accepted of school a1, and the third."""
    second, third = (
        make_quarter(world.north, by=world.methodologist, number=number, closes_on=None) for number in (2, 3)
    )
    hand_in(world, second, world.a1, **BEFORE)
    return second, third


def jumps(period):
    return jumps_in(period, standings(period))


def test_a_change_by_more_than_a_third_is_found_with_its_explanation(world, quarters):
    hand_in(world, quarters[1], world.a1, comment=WHY, child_mentees=(41, 100), learners=(45, None))
    [jump] = jumps(quarters[1])
    assert (jump.organization, jump.before.value, jump.after.value) == (world.a1, 30, 41)
    assert jump.is_explained and jump.explanation == WHY


def test_without_a_comment_it_is_not_explained_and_stands_first(world, quarters):
    hand_in(world, quarters[1], world.a1, comment=WHY, child_mentees=(60, 100), learners=(80, None))
    Figure.objects.filter(submission__period=quarters[1], indicator__code="learners").update(comment=" ")
    assert [(each.after.indicator.code, each.is_explained) for each in jumps(quarters[1])] == [
        ("learners", False), ("child-mentees", True),
    ]  # fmt: skip


def test_a_third_and_less_is_no_jump_nor_is_a_first_answer(world, quarters):
    hand_in(world, quarters[1], world.a1, child_mentees=(39, 100), learners=(50, None))
    hand_in(world, quarters[1], world.a2, child_mentees=(90, 100))
    assert jumps(quarters[1]) == []


def test_the_rules_of_counting_say_how_much_is_a_jump(world, quarters):
    hand_in(world, quarters[1], world.a1, child_mentees=(36, 100), learners=(40, None))
    CountingRules.objects.create(organization=world.north, project_since=date(2019, 1, 1), jump_percent=10)
    assert [each.after.indicator.code for each in jumps(quarters[1])] == ["child-mentees"]


def test_what_was_only_handed_in_is_nothing_to_compare_with(world):
    second, third = (
        make_quarter(world.north, by=world.methodologist, number=number, closes_on=None) for number in (2, 3)
    )
    hand_in(world, second, world.a1, accepted=False, **BEFORE)
    hand_in(world, third, world.a1, child_mentees=(90, 100), learners=(90, None))
    assert jumps(third) == []


@pytest.mark.parametrize("schools", [0, 3])
def test_the_number_of_queries_does_not_grow(world, quarters, django_assert_num_queries, schools):
    for organization in (world.a1, *(make_organization(f"n{number}", world.north) for number in range(schools))):
        hand_in(world, quarters[1], organization, comment=WHY, child_mentees=(60, 100), learners=(80, None))
    found = standings(quarters[1])
    with django_assert_num_queries(3):
        jumps_in(quarters[1], found)


def test_the_period_s_page_lists_jumps_with_a_way_to_the_answer(as_role, world, quarters):
    answer = hand_in(
        world, quarters[1], world.a1, accepted=False, comment=WHY, child_mentees=(60, 100), learners=(40, None)
    )
    page = as_role("methodologist").get(quarters[1].get_absolute_url()).content.decode()
    box = page.split('id="jumps"')[1].split("</section>")[0]
    assert WHY in box and answer.get_absolute_url() in box
    assert "30 %" in box and "60 %" in box


def test_home_tells_who_is_to_hand_in_what_waits_and_what_jumped(world, quarters):
    make_organization("silent", world.north)
    hand_in(world, quarters[1], world.a1, accepted=False, comment=WHY, child_mentees=(60, 100), learners=(40, None))
    methodologist = world.people["methodologist"]
    board = next(each for each in reporting_cares(methodologist, OPEN.date()).boards if each.period == quarters[1])
    assert [each.organization for each in board.waiting] == [world.a1]
    assert {each.organization.slug for each in board.missing} == {"a2", "silent"}
    assert [each.after.value for each in board.jumps] == [60]
    late = next(
        each for each in reporting_cares(methodologist, date(2026, 11, 20)).boards if each.period == quarters[1]
    )
    assert late.late and not late.missing


def test_home_shows_the_jump(as_role, world, quarters):
    hand_in(world, quarters[1], world.a1, accepted=False, comment=WHY, child_mentees=(60, 100), learners=(40, None))
    page = as_role("methodologist").get(reverse("home")).content.decode()
    assert f"{quarters[1].get_absolute_url()}#jumps" in page
