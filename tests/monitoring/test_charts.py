"""Indicators to look at: from the best source, marked so, the same on page and paper, small numbers hidden."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.calendar import Quarter
from core.documents import render
from monitoring.models import CountingRules, Indicator, Target, TypedCount
from monitoring.papers.charts import charts_document, charts_of, trend_of
from monitoring.selectors.below import MISSING, NO_DENOMINATOR, NOBODY, below, coverage_of
from monitoring.selectors.known import ACCEPTED, COUNTED, UNKNOWN, known_on
from monitoring.selectors.named_periods import period_called
from monitoring.selectors.overview import overview
from monitoring.services.facts import catch_up
from tests.core.documents.papers import pdf_pages
from tests.factories import NOW, make_organization

from .factories import OPEN, hand_in, make_mentee, make_mentor, make_quarter, make_working_pair

pytestmark = pytest.mark.django_db
QUERIES = 42  # of everything on the page
THIRD, TODAY = Quarter(2026, 3), date(2026, 11, 20)
AS_OF = date(2026, 10, 1)


@pytest.fixture
def mentees():
    return Indicator.objects.get(code="child-mentees")


@pytest.fixture
def period(world):
    return make_quarter(world.north, by=world.methodologist, closes_on=None)


@pytest.fixture
def pair(world):
    made = make_working_pair(make_mentor(world.a1, last_name="Быкова"), make_mentee(world.a1, last_name="Зимина"))
    catch_up(world.region, at=NOW)
    return made


def known(organization, indicator, day=AS_OF):
    found = known_on(organization, [day], [indicator])[day]
    return found, found.values[indicator.pk]


def test_an_accepted_answer_is_settled_and_a_count_is_not(world, pair, period, mentees):
    found, value = known(world.a1, mentees)
    assert (found.origin, found.is_settled, value.numerator) == (COUNTED, False, 1)
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    found, value = known(world.a1, mentees)
    assert (found.origin, found.is_settled, value.value) == (ACCEPTED, True, 90)


def test_a_municipality_adds_up_what_was_handed_in_and_divides_afterwards(world, period, mentees):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    hand_in(world, period, world.a2, accepted=False, child_mentees=(10, 300))
    found, value = known(world.north, mentees)
    assert found.is_settled and not found.is_accepted
    assert "2" in str(found.origin)
    assert (value.numerator, value.denominator, value.value) == (100, 400, 25)


def test_a_part_without_its_whole_is_not_added_up(world, period, mentees):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    answer = hand_in(world, period, world.a2, child_mentees=(10, 300))
    answer.figures.filter(indicator=mentees).update(denominator=None)
    value = known(world.north, mentees)[1]
    assert (value.numerator, value.denominator, value.value) == (90, 100, 90)


def test_before_anything_was_recorded_a_count_is_unknown_and_not_nought(world, pair, mentees):
    found, value = known(world.a1, mentees, date(2026, 4, 1))
    assert (found.origin, value.numerator) == (UNKNOWN, None)


def test_the_plan_of_the_year_before_a_reporting_date_in_january(world, pair, mentees):
    for year, plan in ((2026, 40), (2027, 50)):
        Target.objects.create(indicator=mentees, organization=world.north, year=year, value=plan)
    assert known(world.a1, mentees, date(2027, 1, 1))[1].target == 40


def test_those_below_are_named_with_the_reason_where_there_is_no_value(world, period, mentees):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    hand_in(world, period, world.a2, child_mentees=(0, 0))
    silent = make_organization("silent", world.north)
    found = {each.organization: each for each in below(period, mentees)}
    assert found[world.a1].value.value == 90
    assert (found[world.a2].value, found[world.a2].why) == (None, NOBODY)
    assert (found[silent].value, found[silent].why) == (None, MISSING)


def test_small_numbers_of_people_are_hidden_and_never_one_alone(world, period, mentees):
    hand_in(world, period, world.a1, child_mentees=(3, 100))
    hand_in(world, period, world.a2, child_mentees=(40, 100))
    third = make_organization("third", world.north)
    found = {each.organization: each for each in below(period, mentees)}
    assert found[world.a1].value is None and found[world.a2].value is None
    assert found[world.a1].why != found[world.a2].why
    assert found[third].why == MISSING
    CountingRules.objects.create(organization=world.north, project_since=date(2019, 1, 1), masked_below=0)
    assert all(each.value for each in below(period, mentees) if each.organization != third)


def test_numbers_of_organisations_are_not_hidden(world, period):
    schools = Indicator.objects.get(code="teaching-schools")
    hand_in(world, period, world.a1, teaching_schools=(1, 1))
    assert next(each for each in below(period, schools) if each.organization == world.a1).value.value == 100


def test_a_period_that_nobody_opened_is_counted(world, pair, mentees):
    CountingRules.objects.create(organization=world.north, project_since=date(2019, 1, 1), masked_below=0)
    found = {each.organization: each for each in below(period_called("2026Q3", world.north), mentees)}
    assert found[world.a1].why == NO_DENOMINATOR
    TypedCount.objects.create(
        organization=world.a1, name="children_10_19", value=50, as_of=date(2026, 9, 1), source="ОО-1", entered_at=NOW
    )
    found = {each.organization: each for each in below(period_called("2026Q3", world.north), mentees)}
    assert found[world.a1].value.value == 2


def test_the_map_is_of_children_in_the_role_of_mentees(mentees):
    every = list(Indicator.objects.all())
    assert coverage_of(every) == mentees
    assert coverage_of(each for each in every if not each.is_share) is None


def test_an_institution_has_no_organisations_side_by_side(world, pair):
    found = overview(world.a1, THIRD, None, TODAY)
    assert not found.coverage and not found.by_child
    assert [str(quarter) for quarter, _known in found.trend][-2:] == ["2026Q2", "2026Q3"]


def test_the_quarter_that_runs_is_as_of_today(world, pair):
    assert overview(world.north, Quarter(2026, 4), None, TODAY).period.as_of == TODAY


def test_the_chosen_indicator_and_the_map_are_each_for_itself(world, pair, mentees):
    learners = Indicator.objects.get(code="learners")
    found = overview(world.north, THIRD, learners, TODAY)
    assert (found.indicator, found.covered) == (learners, mentees)


@pytest.mark.parametrize("schools", [1, 4])
def test_the_number_of_queries_does_not_grow(world, pair, period, mentees, django_assert_num_queries, schools):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    for number in range(schools):
        hand_in(world, period, make_organization(f"n{number}", world.north), child_mentees=(50, 100))
    with django_assert_num_queries(QUERIES):
        overview(world.north, THIRD, mentees, TODAY)


def test_settled_points_are_full_and_others_hollow(world, pair, period, mentees):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    steps = overview(world.a1, Quarter(2026, 4), mentees, TODAY).trend
    points = trend_of("", mentees, steps).points
    assert [(each.is_settled, each.value) for each in points[-2:]] == [(True, Decimal("0.9")), (False, None)]


def test_the_paper_says_what_the_page_draws(world, pair, period, mentees):
    hand_in(world, period, world.a1, child_mentees=(90, 100))
    hand_in(world, period, world.a2, accepted=False, child_mentees=(10, 300))
    found = overview(world.north, THIRD, mentees, TODAY)
    text = " ".join(pdf_pages(render(charts_document(found, at=OPEN), "pdf"))).replace("\u00a0", " ")
    assert all(words in text for words in ("План и факт", "Карта охвата", "По организациям", "По кварталам"))
    assert {"25,0 %", "90,0 %", "3,3 %"} <= set(re.findall(r"\d+,\d %", text))
    assert world.a1.short_name in text and "90 из 100" in text
    assert [title.split(".")[0] for title, _chart, _note in charts_of(found)] == [
        "План и факт", "Карта охвата", "По организациям", "По кварталам",
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["curator", "director", "methodologist", "coordinator"])
def test_the_page_draws_without_names_scripts_and_styles(as_role, pair, role):
    response = as_role(role).get(reverse("monitoring:charts"))
    drawn = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    assert response.status_code == 200
    assert "<svg" in drawn and "Зимина" not in drawn and "Быкова" not in drawn
    assert not re.search(r"<script|<canvas|style=", drawn)


def test_tiles_lead_to_the_organisation(as_role, world, pair):
    page = as_role("methodologist").get(reverse("monitoring:charts")).content.decode()
    assert f'href="{world.a1.get_absolute_url()}"' in page


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_the_same_is_taken_as_a_paper(as_role, pair, format):
    response = as_role("methodologist").get(reverse("monitoring:charts"), {"download": format})
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response).startswith(b"%PDF" if format == "pdf" else b"PK")


@pytest.mark.parametrize(
    "query", [{"period": "0000Q9"}, {"indicator": "x"}, {"indicator": "9" * 30}, {"download": "exe"}]
)
def test_what_cannot_be_understood_is_the_last_quarter_and_the_map_s_indicator(as_role, pair, query):
    response = as_role("curator").get(reverse("monitoring:charts"), query)
    assert response.status_code == 200
    assert response.context["found"].indicator.code == "child-mentees"
