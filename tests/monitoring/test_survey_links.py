"""The page behind a link to a survey, and the ways on which links are given."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from mentorship.logs import without_secrets
from monitoring.models import SurveyResponse
from monitoring.services.survey_letters import send_due_links
from monitoring.services.survey_links import LinkRefused, common_token, make_links, opened_by, post_links
from monitoring.services.surveys import (
    SurveyDraft,
    close_survey,
    open_survey,
)
from organizations.models import Organization
from tests.factories import NOW

from .survey_world import LONG, filled, opened, page, template

pytestmark = pytest.mark.django_db


@pytest.fixture
def today_survey(world, people):
    """Open by the clock of the pages."""
    today = timezone.localdate()
    draft = SurveyDraft(template(), "Опрос", today, today + LONG)
    survey = open_survey(draft, organization=world.a1, by=world.curator, at=timezone.now())
    if not survey.invitations.exists():
        pytest.skip("the pair does not work on this day")
    return survey


def test_a_personal_link_works_once(client, world, today_survey):
    made = make_links(today_survey, by=world.curator, at=timezone.now())
    url = page(made[0].token)
    shown = client.get(url)
    assert shown.status_code == 200
    assert shown["X-Robots-Tag"] == "noindex"
    assert shown["Referrer-Policy"] == "same-origin"
    assert "Ученикова" not in shown.text
    sent = filled(today_survey)
    assert client.post(url, sent).url == reverse("survey:thanks")
    assert client.post(url, sent).status_code == 410
    assert today_survey.responses.count() == 1
    assert made[0].token not in str(list(AuditEntry.objects.values()))
    assert without_secrets(f"GET {url}") == "GET /s/…/"


def test_missing_answers_are_asked_for(client, world, today_survey):
    made = make_links(today_survey, by=world.curator, at=timezone.now())
    answered_page = client.post(page(made[0].token), {"entry": str(uuid.uuid4())})
    assert answered_page.status_code == 200
    assert answered_page.context["form"].errors
    assert not SurveyResponse.objects.exists()


def test_used_closed_and_forged_links_answer_alike(client, world, today_survey):
    made = make_links(today_survey, by=world.curator, at=timezone.now())
    client.post(page(made[0].token), filled(today_survey))
    used = client.get(page(made[0].token))
    close_survey(today_survey, by=world.curator, at=timezone.now())
    closed, forged = client.get(page(made[1].token)), client.get(page("forged"))
    assert {used.status_code, closed.status_code, forged.status_code} == {410}
    words = {one.text.split("<main")[1] for one in (used, closed, forged)}
    assert len(words) == 1


def test_new_links_take_the_place_of_old_ones(world, people):
    survey = opened(world)
    older, newer = (make_links(survey, by=world.curator, at=NOW)[0].token for _again in range(2))
    assert opened_by(older, at=NOW) is None
    assert opened_by(newer, at=NOW).survey == survey
    assert opened_by(newer, at=NOW - timedelta(days=1)) is None


def test_letters_are_sent_once_and_name_nobody_else(world, people):
    survey = opened(world)
    person = people[0].person
    person.email = "u@example.org"
    person.save(update_fields=["email"])
    assert post_links(survey, by=world.curator, at=NOW) == 1
    assert send_due_links(at=NOW) == 1
    assert send_due_links(at=NOW) == 0
    [letter] = mail.outbox
    assert letter.to == ["u@example.org"]
    assert "Ученикова" not in letter.body
    token = letter.body.split("/s/")[1].split("/")[0]
    assert opened_by(token, at=NOW).invitation.participation == people[0]


def test_nobody_to_write_to(world, people):
    with pytest.raises(LinkRefused):
        post_links(opened(world), by=world.curator, at=NOW)
    with pytest.raises(LinkRefused):
        make_links(opened(world, is_anonymous=True), by=world.curator, at=NOW)


def test_a_survey_opens_and_closes_by_the_clock_of_its_institution(world, people):
    """In Kamchatka the day begins nine hours before Moscow's."""
    Organization.objects.filter(pk=world.a1.pk).update(time_zone="Asia/Kamchatka")
    survey = opened(world, is_anonymous=True)
    before_moscow, token = NOW.replace(hour=18) - timedelta(days=1), common_token(survey)
    assert opened_by(token, at=before_moscow).survey == survey
    assert opened_by(token, at=NOW.replace(hour=18) + LONG) is None
