"""Who hears of a delay, and when: inherited numbers, own ones, and who may set them."""

import pytest
from django.urls import reverse

from core.models import AuditEntry
from notifications.models import Escalation
from notifications.selectors import Delays, escalation_of
from notifications.services.escalations import EscalationRefused, set_escalation

from ..factories import NOW


def page_of(organization) -> str:
    return reverse("notifications:escalation", args=[organization.pk])


def numbers(curator="", director="", methodologist="") -> dict:
    return {"curator_after": curator, "director_after": director, "methodologist_after": methodologist}


def test_what_an_organisation_leaves_open_is_as_the_one_above_has_it(world, django_assert_num_queries):
    Escalation.objects.create(organization=world.north, curator_after=3, director_after=10)
    Escalation.objects.create(organization=world.a1, director_after=5)
    with django_assert_num_queries(1):
        found = escalation_of([world.a1, world.a2, world.b1])
    assert found == {
        world.a1.pk: Delays(3, 5, 30),
        world.a2.pk: Delays(3, 10, 30),
        world.b1.pk: Delays(0, 14, 30),
    }


def test_a_curator_sets_the_days_of_the_own_school(as_role, world):
    as_role("curator").post(page_of(world.a1), numbers(curator=2))
    assert escalation_of([world.a1])[world.a1.pk] == Delays(2, 14, 30)
    entry = AuditEntry.objects.get(verb="escalation.changed")
    assert (entry.scope, entry.changes) == (world.a1.path, {"curator_after": [None, 2]})


def test_an_emptied_number_is_inherited_again(as_role, world):
    Escalation.objects.create(organization=world.a1, director_after=5)
    as_role("director").post(page_of(world.a1), numbers())
    assert escalation_of([world.a1])[world.a1.pk] == Delays(**Escalation.DEFAULTS)


def test_the_form_shows_what_is_inherited(as_role, world):
    Escalation.objects.create(organization=world.north, director_after=21)
    page = as_role("curator").get(page_of(world.a1)).content.decode()
    assert 'placeholder="21"' in page


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        ({"curator_after": 15}, True),  # after the director's 14
        ({"curator_after": 15, "director_after": 15}, False),
        ({"methodologist_after": 13}, True),
        ({"director_after": 31}, True),  # after the methodologist's 30
        ({"curator_after": 0, "director_after": 0, "methodologist_after": 0}, False),
    ],
)
def test_nobody_hears_before_the_person_below(world, days, refused):
    escalation = Escalation(organization=world.a1, **days)
    if refused:
        with pytest.raises(EscalationRefused):
            set_escalation(escalation, by=world.curator, at=NOW)
    else:
        set_escalation(escalation, by=world.curator, at=NOW)
    assert Escalation.objects.exists() is not refused


def test_a_refused_form_says_why_and_writes_nothing(as_role, world):
    response = as_role("curator").post(page_of(world.a1), numbers(curator=20))
    assert response.context["form"].non_field_errors()
    assert not Escalation.objects.exists()


def test_saving_without_a_change_is_not_told_of(as_role, world):
    as_role("methodologist").post(page_of(world.north), numbers())
    assert not AuditEntry.objects.filter(verb="escalation.changed").exists()


def test_the_card_of_the_organisation_leads_to_it(as_role, world):
    assert page_of(world.a1) in as_role("curator").get(world.a1.get_absolute_url()).content.decode()
    assert page_of(world.a1) not in as_role("executor").get(world.a1.get_absolute_url()).content.decode()


def test_the_region_stands_on_the_defaults(as_role, world):
    page = as_role("coordinator").get(page_of(world.region)).content.decode()
    assert 'placeholder="14"' in page
