"""The synthetic region: of the sizes asked for, the same from the same seed, never where people work."""

import io

import pytest
from django.core.management import CommandError, call_command

from monitoring.models import Fact, Mode
from monitoring.selectors.counts import Moment, counted
from monitoring.selectors.rules import rules_of
from organizations.models import Organization
from pairing.models import Meeting, Pairing
from participants.models import Person
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SIZES = {"institutions": 4, "participants": 200, "pairs": 40, "meetings": 90}


def make(**sizes):
    call_command("make_region", force=True, stderr=io.StringIO(), **(SIZES | sizes))
    return Organization.objects.get(slug="synthetic")


def test_it_has_the_sizes_asked_for_and_its_figures_are_counted():
    region = make()
    made = (Person.objects.count(), Pairing.objects.count(), Meeting.objects.count())
    assert made == (200, 40, 90)
    counts = counted(region.path, Moment(NOW.date(), Mode.CUMULATIVE), rules_of(region))
    assert 0 < counts["pairs"] <= 40
    assert Fact.objects.exists()


def test_the_same_seed_gives_the_same_people():
    make(seed=7)
    people = list(Person.objects.order_by("pk").values_list("last_name", "first_name", "birth_on", "fingerprint"))
    fingerprints = [row[-1] for row in people]
    assert len(set(fingerprints)) < len(fingerprints), "somebody is in two institutions"
    assert all(last.replace("-", "").isalpha() for last, *_rest in people)


def test_it_is_not_written_twice_nor_where_people_work(settings):
    make()
    with pytest.raises(CommandError):
        make()
    settings.DEBUG = False
    with pytest.raises(CommandError):
        call_command("make_region", stderr=io.StringIO(), **SIZES)
