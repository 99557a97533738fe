"""What a territory sets: passports with formulas, planned values, numbers from outside, rules; and reminders."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from monitoring.models import CountingRules, FactState, Indicator, Target, TypedCount
from monitoring.reminders.periods import due_days, due_reminders
from monitoring.selectors.cares import reporting_cares
from monitoring.selectors.indicators import indicators_of
from monitoring.services.facts import catch_up, notice_changes
from monitoring.services.settings import SettingRefused, check_formula, set_targets
from organizations.models import User
from tests.factories import NOW, TODAY

from .factories import make_quarter

pytestmark = pytest.mark.django_db
PASSPORT = {
    "number": "9", "brief": "Пары на наставника", "title": "Число пар на одного наставника", "unit": "pieces",
    "mode": "as_of", "numerator": "pairs", "denominator": "mentors", "since": "2026-01-01",
}  # fmt: skip


@pytest.mark.parametrize("formula", ["pupils", "mentees +", "__import__('os')", "2 + 2"])
def test_a_formula_that_counts_nothing_known_is_refused(formula):
    with pytest.raises(SettingRefused):
        check_formula(formula)


def test_a_changed_formula_holds_from_its_day_on(as_role, world):
    client = as_role("methodologist")
    client.post(reverse("monitoring:indicator_add"), PASSPORT)
    own = Indicator.objects.get(organization=world.north)
    change = {**PASSPORT, "numerator": "mentees", "since": "2026-10-01"}
    client.post(reverse("monitoring:indicator_change", args=[own.pk]), change)
    before, after = (
        [each.numerator for each in indicators_of(world.a1, on) if each.code == own.code]
        for on in (date(2026, 9, 30), date(2026, 10, 1))
    )
    assert (before, after) == (["pairs"], ["mentees"])


def test_a_formula_is_corrected_at_its_field(as_role, world):
    response = as_role("methodologist").post(reverse("monitoring:indicator_add"), {**PASSPORT, "numerator": "pupils"})
    assert "pupils" in str(response.context["form"].errors["numerator"])


def test_an_administrator_keeps_the_common_indicators(as_role, world):
    client = as_role("administrator")
    client.post(reverse("monitoring:indicator_add"), PASSPORT)
    common = Indicator.objects.get(number="9")
    assert common.organization is None and common in indicators_of(world.a1, TODAY)
    client.post(reverse("monitoring:indicator_change", args=[common.pk]), {**PASSPORT, "since": "2026-10-01"})
    assert Indicator.objects.filter(code=common.code).count() == 2
    newest = Indicator.objects.get(code=common.code, until=None)
    client.post(reverse("monitoring:indicator_end", args=[newest.pk]), {"until": "2026-12-01"})
    assert Indicator.objects.get(pk=newest.pk).until == date(2026, 12, 1)


@pytest.mark.parametrize("verb", ["change", "end"])
def test_a_territory_does_not_change_a_common_indicator(as_role, verb):
    common = Indicator.objects.get(code="child-mentees")
    assert as_role("methodologist").get(reverse(f"monitoring:indicator_{verb}", args=[common.pk])).status_code == 403


def test_formulas_are_read_in_words(as_role):
    page = as_role("curator").get(reverse("monitoring:indicators")).content.decode()
    assert "дети от 10 до 19 лет" in page and "children_10_19" not in page


def test_planned_values_are_inherited_until_one_is_set(as_role, world):
    indicator = Indicator.objects.get(code="child-mentees")
    client, field = as_role("methodologist"), f"target_{indicator.pk}_2024"
    page = client.get(reverse("monitoring:targets"), {"from": 2021}).content.decode()
    assert 'placeholder="70"' in page
    client.post(reverse("monitoring:targets") + "?from=2021", {field: "60"})
    assert Target.objects.get(organization=world.north).value == 60
    client.post(reverse("monitoring:targets") + "?from=2021", {field: ""})
    assert not Target.objects.filter(organization=world.north).exists()


def test_the_same_value_again_changes_nothing(world):
    planned = {(Indicator.objects.get(code="learners"), 2026): Decimal(5)}
    assert [set_targets(world.north, values=planned, by=world.methodologist, at=NOW) for _time in range(2)] == [1, 0]


def test_a_number_from_outside_is_added_never_overwritten(as_role, world):
    client = as_role("curator")
    for value in (100, 110):
        client.post(
            reverse("monitoring:counts"),
            {"name": "children_10_19", "value": value, "as_of": "2026-09-20", "source": "ОО-1"},
        )
    assert list(TypedCount.objects.filter(organization=world.a1).order_by("pk").values_list("value", flat=True)) == [
        100, 110,
    ]  # fmt: skip


def test_changed_rules_count_the_subtree_anew(as_role, world):
    catch_up(world.region, at=NOW)
    client = as_role("methodologist")
    form = client.get(reverse("monitoring:rules")).context["form"]
    data = {name: form[name].value() for name in form.fields} | {"mentee_age_from": 11, "project_since": "2019-01-01"}
    client.post(reverse("monitoring:rules"), data)
    assert CountingRules.objects.get().mentee_age_from == 11
    notice_changes()
    stale = FactState.objects.filter(stale=True).values_list("organization", flat=True)
    assert set(stale) == {world.a1.pk, world.a2.pk}


def test_who_has_not_answered_is_reminded_and_then_those_above(world):
    period = make_quarter(world.north, by=world.methodologist, closes_on=None)
    assert not list(due_reminders(period.due_on - timedelta(days=4)))
    soon = [each for each in due_reminders(period.due_on) if each.organization_id == world.a1.pk]
    assert [each.recipient_id for each in soon] == [world.curator.pk]
    late = {each.recipient_id for each in due_reminders(period.late_after + timedelta(days=60))}
    assert {world.curator.pk, world.director.pk, world.methodologist.pk} <= late


def test_the_due_day_stands_in_the_calendar(world):
    period = make_quarter(world.north, by=world.methodologist)
    for person in (world.curator, world.methodologist):
        [entry] = due_days(person, period.due_on, period.due_on)
        assert entry.starts == period.due_on


def test_home_asks_the_curator_and_shows_the_methodologist_who_is_late(world):
    make_quarter(world.north, by=world.methodologist, closes_on=None)
    curator, methodologist = (User.objects.get(pk=person.pk) for person in (world.curator, world.methodologist))
    for person in (curator, methodologist):
        person.acting = person.memberships.get()
    [asked] = reporting_cares(curator, TODAY).asked
    assert (asked.state, asked.is_late) == ("none", True)
    [board] = reporting_cares(methodologist, TODAY).boards
    assert len(board.late) == 2


def test_home_tells_the_director_of_what_is_late_and_not_of_what_has_time(world):
    director = User.objects.get(pk=world.director.pk)
    director.acting = director.memberships.get()
    period = make_quarter(world.north, by=world.methodologist, closes_on=None)
    assert reporting_cares(director, period.late_after).asked == []
    [asked] = reporting_cares(director, period.late_after + timedelta(days=1)).asked
    assert (asked.state, asked.is_late) == ("none", True)
