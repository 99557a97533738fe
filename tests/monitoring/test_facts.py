"""Facts follow what changed, and only that; destroyed people keep their place in the counts."""

from datetime import date, timedelta

import pytest

from core import audit
from monitoring.models import CountingRules, Fact, FactState, Mode
from monitoring.selectors.counts import Moment, counted
from monitoring.selectors.rules import rules_of
from monitoring.services.facts import catch_up, count_again, notice_changes, settle
from organizations.models import Organization
from pairing.models import CaseStory
from participants.models import Person
from participants.services.emptying import empty_person
from tests.factories import NOW, TODAY

from .factories import make_mentee, make_mentor, make_quarter, make_working_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(world):
    mentor = make_mentor(world.a1, last_name="Быкова", experience_since=date(2010, 9, 1))
    mentee = make_mentee(world.a1)
    return make_working_pair(mentor, mentee)


def numbers(organization, on=TODAY, mode=Mode.AS_OF):
    return counted(organization.path, Moment(on, mode), rules_of(organization))


def test_a_pair_counts_after_catching_up(world, pair):
    assert catch_up(world.a1, at=NOW) == 0
    counts = numbers(world.a1)
    assert (counts["pairs"], counts["mentees"], counts["mentors"], counts["child_mentees"]) == (1, 1, 1, 1)
    assert numbers(world.a1, on=pair.starts_on - timedelta(days=1))["pairs"] == 0


def test_only_what_the_audit_trail_names_is_counted_again(world, pair, django_assert_num_queries):
    catch_up(world.region, at=NOW)
    assert not FactState.objects.filter(stale=True).exists()
    audit.record("person.changed", pair.mentor.person, by=world.curator, at=NOW, scope=world.a1.path)
    before = dict(FactState.objects.values_list("organization", "counted_at"))
    later = NOW + timedelta(hours=1)
    catch_up(world.region, at=later)
    changed = {state.organization_id for state in FactState.objects.all() if state.counted_at != before[state.pk]}
    assert changed == {world.a1.pk}


def test_what_is_made_of_counts_makes_nothing_stale(world, pair):
    catch_up(world.region, at=NOW)
    quarter = make_quarter(world.region, by=world.coordinator)
    audit.record("reportingperiod.opened", quarter, by=None, at=NOW, scope=world.region.path)
    notice_changes()
    assert not FactState.objects.filter(stale=True).exists()
    audit.record("countingrules.changed", rules_of(world.region), by=None, at=NOW, scope=world.region.path)
    notice_changes()
    assert not FactState.objects.filter(stale=False).exists()


def test_nothing_is_counted_when_nothing_changed(world, pair, django_assert_max_num_queries):
    catch_up(world.region, at=NOW)
    with django_assert_max_num_queries(10):
        catch_up(world.region, at=NOW)


def test_counting_twice_gives_the_same_facts(world, pair):
    count_again([world.a1], at=NOW)
    first = sorted(Fact.objects.values_list("measure", "key", "starts_on", "ends_on"))
    count_again([world.a1], at=NOW)
    assert sorted(Fact.objects.values_list("measure", "key", "starts_on", "ends_on")) == first


def test_the_same_human_in_two_institutions_is_one_above_them(world, pair):
    make_working_pair(make_mentor(world.a2, last_name="Громова"), make_mentee(world.a2))
    catch_up(world.region, at=NOW)
    assert numbers(world.a1)["mentees"] == numbers(world.a2)["mentees"] == 1
    above = numbers(world.a1.parent)
    assert (above["mentees"], above["mentors"], above["pairs"]) == (1, 2, 2)


def test_a_destroyed_person_stays_in_every_past_count(world, pair):
    catch_up(world.a1, at=NOW)
    before = numbers(world.a1, mode=Mode.CUMULATIVE)
    person = Person.objects.get(pk=pair.memberships.get().mentee.person_id)
    settle(person, NOW)
    empty_person(person, by=world.director, at=NOW)
    count_again([world.a1], at=NOW)
    assert numbers(world.a1, mode=Mode.CUMULATIVE) == before


def test_ages_are_those_of_the_territory(world, pair):
    CountingRules.objects.create(
        organization=world.a1.parent, mentee_age_from=15, mentee_age_to=19, project_since=date(2019, 1, 1)
    )
    catch_up(world.a1, at=NOW)
    counts = numbers(world.a1)
    assert (counts["mentees"], counts["child_mentees"]) == (1, 0)


def test_a_case_counts_from_its_day_by_the_clock_of_its_institution(world):
    """Whoever has it counted: written at nine in the evening in Moscow it is of the next day in Kamchatka."""
    Organization.objects.filter(pk=world.a1.pk).update(time_zone="Asia/Kamchatka")
    evening = NOW.replace(hour=21)
    CaseStory.objects.create(organization=world.a1, title="Первые шаги", text="Начало", created_at=evening)
    count_again([world.a1], at=NOW)
    assert Fact.objects.get(measure="cases").starts_on == TODAY + timedelta(days=1)
