"""Pages for those who have no account, or none yet: without barriers, and no wider than a telephone."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.services.survey_links import common_token
from orders.services import draft_order, send_to_sign, sign_draft
from organizations.models import Invitation, Role
from organizations.services.invitations import invite_person
from participants.services.questionnaires import make_links

from ..factories import World, make_participation, make_person, make_world
from ..monitoring.survey_world import opened
from ..monitoring.survey_world import page as survey_page
from ..orders.answers import ANSWERS
from ..pairing import mentor_pages
from ..pairing.people import mentee_of, mentor_of
from .looks import DESKTOP, PHONE, barriers, fits


@pytest.fixture
def world(transactional_db) -> World:
    return make_world()


def test_whoever_has_only_a_link_finds_no_barrier(world, visit):
    wrong = []
    for path in addresses(world):
        visitor = visit()
        visitor.page.set_viewport_size(DESKTOP)
        answer = visitor.page.goto(visitor.base + path)
        wrong += [f"{path}: answered {answer.status}"] if answer.status != 200 else []
        wrong += [f"{path}: {what}" for what in barriers(visitor.page)]
        visitor.page.set_viewport_size(PHONE)
        wrong += [f"{path}: {what} on a telephone" for what in barriers(visitor.page)]
        wrong += [] if fits(visitor.page) else [f"{path}: wider than a telephone"]
    assert wrong == []


def addresses(world: World) -> Iterator[str]:
    clock = {"by": world.curator, "at": timezone.localtime()}
    yield from map(reverse, ("account_login", "account_reset_password", "help", "questionnaire:thanks"))

    invited = Invitation(email="nova@example.org", role=Role.CURATOR, organization=world.a1)
    yield reverse("organizations:accept", args=[invite_person(invited, **clock).token])

    asked = make_participation(make_person(world.a1), questionnaire_on=None)
    yield reverse("questionnaire:fill", args=[make_links([asked], **clock)[0].token])

    pairing = mentor_pages.at_work(mentor_of(world.a1), mentee_of(world.a1))
    yield mentor_pages.page(mentor_pages.token_for(pairing.mentor, world))

    survey = opened(world, on=timezone.localdate(), is_anonymous=True)
    yield survey_page(common_token(survey))

    order = draft_order(organization=world.a1, kind="appoint_curator", data=ANSWERS["appoint_curator"], **clock)
    send_to_sign(order, **clock)
    signed = sign_draft(order, by=world.director, at=clock["at"])
    yield reverse("orders:check", args=[signed.check_code])
