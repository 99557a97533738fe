"""Figures put together: sums of numerators and denominators, missing answers named, people of two institutions."""

from datetime import date
from decimal import Decimal

import pytest

from core.documents import Total
from monitoring.models import DocumentMark, Mode, RequiredDocument, Submission, TypedCount
from monitoring.papers.wide_form import wide_form
from monitoring.papers.wording import brief
from monitoring.selectors.consolidation import COUNTED, consolidate
from monitoring.selectors.named_periods import period_called
from monitoring.selectors.plan_fact import course
from monitoring.selectors.readiness import MISSING, PARTIAL, PRESENT, readiness
from monitoring.services.facts import count_again
from monitoring.services.submissions import give_back
from participants.models import MentoringForm
from tests.factories import NOW, make_order, make_organization

from .factories import hand_in, make_mentee, make_mentor, make_quarter, make_working_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(world):
    return make_quarter(world.north, by=world.methodologist)


@pytest.fixture
def third(world):
    return make_organization("a3", world.north, short_name="Школа № 3")


@pytest.fixture
def in_two_schools(world):
    """The same child is a mentee in both schools of a municipality."""
    for school in (world.a1, world.a2):
        make_working_pair(make_mentor(school, last_name="Быкова"), make_mentee(school, last_name="Дважды"))
    count_again([world.a1, world.a2], at=NOW)


def whole(found, code):
    return next(each for each in found.wholes if each.indicator.code == code)


def test_shares_are_divided_after_the_sums_never_averaged(world, period):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    hand_in(world, period, world.a2, child_mentees=(100, 1000))
    mentees = whole(consolidate(period), "child-mentees").summed
    assert (mentees.numerator, mentees.denominator) == (190, 1100)
    assert mentees.value == Decimal("17.3")  # the average of 90 % and 10 % would be 50 %


def test_who_is_missing_is_named_and_no_nought(world, period, third):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    hand_in(world, period, world.a2, accepted=False, child_mentees=(5, 50))
    found = consolidate(period)
    assert found.missing == [third]
    assert found.not_accepted == [world.a2]
    assert [line.state for line in found.lines] == ["accepted", "submitted", "none"]
    assert whole(found, "child-mentees").summed.denominator == 150


def test_unfinished_figures_are_not_shown_above(world, period):
    submission = hand_in(world, period, world.a1, accepted=False, child_mentees=(90, 100))
    Submission.objects.filter(pk=submission.pk).update(state=Submission.State.RETURNED)
    assert world.a1 in consolidate(period).missing


def test_a_child_of_two_schools_is_one_child(world, period, in_two_schools):
    repeats = {(each.measure.code, each.mode): each for each in consolidate(period).repeats}
    mentees = repeats["child_mentees", Mode.PERIOD]
    assert (mentees.added_up, mentees.distinct, mentees.twice) == (2, 1, 1)


def test_the_territory_has_a_denominator_of_its_own(world, period, in_two_schools):
    TypedCount.objects.create(
        organization=world.north, name="children_10_19", value=50, as_of=date(2026, 9, 1), source="Росстат",
        entered_at=NOW,
    )  # fmt: skip
    hand_in(world, period, world.a1, child_mentees=(1, 40))
    found = consolidate(period)
    mentees = whole(found, "child-mentees")
    assert (mentees.summed.numerator, mentees.summed.denominator) == (1, 40)
    assert (mentees.territory.numerator, mentees.territory.denominator, mentees.territory.value) == (1, 50, 2)
    assert [each.value for each in found.outside] == [50]


def test_a_period_that_was_never_opened_is_counted(world, in_two_schools):
    found = consolidate(period_called("2026q3", world.north))
    assert found.period.pk is None
    assert found.period.as_of == date(2026, 10, 1)
    assert {line.state for line in found.lines} == {COUNTED}
    assert whole(found, "learners").summed.numerator == 2
    assert found.missing == []


def test_a_returned_answer_is_said_to_be_returned_and_left_out(world, period):
    submission = hand_in(world, period, world.a1, accepted=False, child_mentees=(90, 100))
    give_back(submission, remark="Сверьте с приказом", by=world.methodologist, at=NOW)
    found = consolidate(period)
    assert [line.state for line in found.lines] == ["returned", "none"]
    assert found.missing == [world.a1, world.a2]


def test_whose_share_has_no_whole_is_named(world, period):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    hand_in(world, period, world.a2, child_mentees=(0, None))
    lacking = consolidate(period).left_out
    assert world.a1 not in lacking
    assert "child-mentees" in [each.code for each in lacking[world.a2]]


def test_a_part_without_its_whole_is_in_no_share(world, in_two_schools):
    """Nobody has said how many children the second school has: its mentee would make the share too high."""
    TypedCount.objects.create(
        organization=world.a1, name="children_10_19", value=40, as_of=date(2026, 9, 1), source="ОО-1", entered_at=NOW
    )
    found = consolidate(period_called("2026Q3", world.north))
    mentees = whole(found, "child-mentees")
    assert (mentees.summed.numerator, mentees.summed.denominator) == (1, 40)
    assert mentees.indicator in found.left_out[world.a2] and mentees.indicator not in found.left_out.get(world.a1, [])
    form = wide_form(found, {})
    place = next(number for number, column in enumerate(form.columns) if column.group == brief(mentees.indicator))
    assert [[row.cells[place], row.cells[place + 1]] for row in form.rows] == [
        [40, 1], ["–", "(1)"], [Total(40), Total(1)],
    ]  # fmt: skip


def test_a_share_of_schools_counts_schools(world):
    """A kindergarten with mentoring of its teachers stands in no share of schools."""
    garden = make_organization("garden", world.north, kind="kindergarten")
    of_teachers = MentoringForm.objects.filter(track="teachers").first()
    for place in (world.a1, garden):
        mentee = make_mentee(place, kind="employee", last_name="Молодова")
        make_working_pair(make_mentor(place, last_name="Опытова"), mentee, form=of_teachers)
    count_again([world.a1, garden], at=NOW)
    found = consolidate(period_called("2026Q3", world.north))
    schools = whole(found, "teaching-schools")
    values = {line.organization: line.values[schools.indicator.pk] for line in found.lines}
    assert (values[world.a1].numerator, values[world.a1].denominator) == (1, 1)
    assert (values[garden].numerator, values[garden].denominator) == (0, 0)
    assert (schools.territory.numerator, schools.territory.denominator) == (1, 2)


def test_whom_to_call_stands_in_the_line(world, period):
    world.curator.phone = "8 (86130) 4-12-34"
    world.curator.save()
    lines = {line.organization: line.keeper for line in consolidate(period).lines}
    assert lines[world.a1] == f"{world.curator.list_name}, 8 (86130) 4-12-34"


def test_a_region_is_put_together_from_municipalities(world, in_two_schools):
    found = consolidate(period_called("2026Q3", world.region))
    lines = {line.organization: line for line in found.lines}
    mentees = next(each for each in found.indicators if each.code == "child-mentees")
    assert lines[world.north].values[mentees.pk].numerator == 1  # distinct within the municipality
    assert lines[world.south].values[mentees.pk].numerator == 0


@pytest.mark.parametrize("schools", [1, 3])
def test_the_number_of_queries_does_not_grow(world, period, django_assert_num_queries, schools):
    for number in range(schools):
        make_organization(f"n{number}", world.north)
    with django_assert_num_queries(17):
        consolidate(period)


def test_plan_and_fact_take_accepted_figures(world, period):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    found = course(world.a1, date(2026, 9, 30))
    mentees = next(each for each in found.indicators if each.code == "child-mentees")
    assert [fact.accepted for fact in found.quarters] == [False, False, True]
    assert found.quarters[-1].values[mentees.pk].value == 90
    assert found.years[-1].accepted


def test_documents_are_found_in_the_work(world, in_two_schools):
    order = make_order(world.a1, kind="implement", signed_on=date(2026, 9, 2))
    make_order(world.a1, kind="mentor_school", signed_on=date(2026, 12, 1))
    DocumentMark.objects.create(
        organization=world.a1, document=RequiredDocument.REGULATION, standing="elsewhere",
        requisites="Протокол № 2", at=NOW,
    )  # fmt: skip
    found = readiness([world.a1, world.b1], date(2026, 10, 1))
    mine = found[world.a1.pk]
    assert mine[RequiredDocument.IMPLEMENT_ORDER].state == PRESENT
    assert order.number in mine[RequiredDocument.IMPLEMENT_ORDER].ground
    assert mine[RequiredDocument.MENTOR_SCHOOL_ORDER].state == MISSING  # signed later
    assert mine[RequiredDocument.REGULATION].ground == "Протокол № 2"
    assert mine[RequiredDocument.BANKS].state == PARTIAL
    assert mine[RequiredDocument.CONSENTS].is_ready
    assert {each.state for each in found[world.b1.pk].values()} == {MISSING}


def test_readiness_takes_a_fixed_number_of_queries(world, django_assert_num_queries):
    for organizations in ([world.a1], [world.a1, world.a2, world.b1]):
        with django_assert_num_queries(20):
            readiness(organizations, date(2026, 10, 1))
