"""The first steps of a new institution follow its facts, one query, and go when all are done or when hidden."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorship.first_steps import STEPS, first_steps
from mentorship.guide.pages import page_of
from organizations.models import Membership, User
from pairing.models import Meeting
from participants.models import BankSettings
from roadmaps.models import Roadmap

from .factories import make_roadmap
from .monitoring.factories import hand_in, make_mentee, make_mentor, make_quarter, make_working_pair
from .pairing.people import mentee_of, mentor_of

TODAY = timezone.localdate()


def done(user: User) -> list[str]:
    return [step.code for step, is_done in first_steps(User.objects.get(pk=user.pk), TODAY) if is_done]


def test_an_empty_institution_has_all_steps_before_it_but_the_people_who_are_there(as_role, world):
    page = as_role("curator").get(reverse("home")).content.decode()
    assert 'id="first-steps"' in page
    assert reverse("participants:import_begin") in page
    assert done(world.curator) == done(world.director) == ["invitations"]


def test_each_fact_does_its_step_and_the_last_takes_the_list_away(as_role, world, django_assert_num_queries):
    BankSettings.objects.create(organization=world.a1, operator_address="с. Заречное", operator_inn="1")
    assert done(world.curator) == ["invitations"]  # the registration number is still wanting
    BankSettings.objects.update(operator_ogrn="2")
    make_roadmap(world.a1, state=Roadmap.State.SUBMITTED)
    assert done(world.curator) == ["data", "invitations"]
    make_roadmap(world.a1, state=Roadmap.State.APPROVED)
    make_mentor(world.a1, consented_on=None), make_mentee(world.a1, consented_on=None)
    assert done(world.curator) == ["data", "invitations", "roadmap", "banks"]
    mentor, mentee = mentor_of(world.a1), mentee_of(world.a1)
    assert done(world.curator)[-1] == "consents"
    pair = make_working_pair(mentor, mentee)
    Meeting.objects.create(pairing=pair, kind="intro", state="held", held_on=TODAY, recorded_at=timezone.now())
    assert done(world.curator)[-2:] == ["order", "meetings"]
    assert done(world.people["stranger"]) == []
    hand_in(world, make_quarter(world.north, by=world.methodologist), world.a1)
    curator = User.objects.get(pk=world.curator.pk)
    assert curator.acting
    with django_assert_num_queries(1):
        assert first_steps(curator, TODAY) == []
    assert 'id="first-steps"' not in as_role("curator").get(reverse("home")).content.decode()


def test_who_hides_the_list_hides_it_for_oneself(as_role, world, django_assert_num_queries):
    assert as_role("curator").post(reverse("first_steps_hide")).url == reverse("home")
    assert Membership.objects.get(hides_first_steps=True).user == world.curator
    curator = User.objects.get(pk=world.curator.pk)
    assert curator.acting
    with django_assert_num_queries(0):
        assert first_steps(curator, TODAY) == []
    assert first_steps(User.objects.get(pk=world.director.pk), TODAY)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.code)
def test_each_step_is_explained_in_the_guide(step):
    assert page_of("new-institution").has(step.code)
