"""What the card says before anybody asks: destruction under way, bans on publishing, papers that an outsider lacks."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.audit import change_label
from participants.models import SubjectRequest
from participants.papers.access_report import access_report
from participants.selectors.cards import card_of
from participants.selectors.reports import everything_about
from participants.services.consents import withdraw_consent

from ..factories import NOW, TODAY, make_consent, make_participation, make_person


@pytest.fixture
def by(world) -> dict:
    return {"by": world.curator, "at": NOW}


def card(client, person) -> str:
    return client.get(person.get_absolute_url()).content.decode()


def test_destruction_is_said_at_the_top_and_nothing_else_is_offered(as_role, world, by):
    child = make_person(world.a1)
    participation = make_participation(child)
    consent = make_consent(child)
    client = as_role("curator")
    offered = [
        reverse("participants:person_edit", args=[child.pk]),
        reverse("participants:participation_edit", args=[participation.pk]),
        reverse("participants:consent_add", args=[child.pk]),
        reverse("participants:assess", args=[participation.pk, "input"]),
    ]
    before = card(client, child)
    assert all(address in before for address in offered)
    withdraw_consent(consent, received_on=TODAY, **by)
    request, after = SubjectRequest.objects.get(), card(client, child)
    assert f"{request.due_on:%d.%m.%Y}" in after and reverse("participants:request", args=[request.pk]) in after
    assert not any(address in after for address in offered)
    assert reverse("participants:request_add", args=[child.pk]) in after


def test_what_may_not_be_published_is_on_the_card_and_in_the_register(as_role, world):
    child = make_person(world.a1)
    make_participation(child)
    make_consent(child, "dissemination", banned_data=["фотография"], conditions="только на сайте школы")
    client = as_role("curator")
    for page in (card(client, child), client.get(reverse("participants:consents")).content.decode()):
        assert "фотография" in page and "только на сайте школы" in page


def test_a_mentor_from_outside_lacks_the_certificate_and_the_place(as_role, world):
    outsider = make_person(world.a1, kind="external", last_name="Заводской")
    mentor = make_participation(outsider, "mentor")
    asked = (f"{reverse('participants:person_edit', args=[outsider.pk])}#id_workplace", "#id_certificate_seen_on")
    page = card(as_role("curator"), outsider)
    assert all(address in page for address in asked)
    mentor.certificate_seen_on, outsider.workplace = TODAY, "АО «Завод»"
    mentor.save(), outsider.save()
    assert not any(address in card(as_role("curator"), outsider) for address in asked)
    teacher = make_person(world.a1, kind="employee")
    make_participation(teacher, "mentor")
    assert not card_of(teacher, TODAY).participations[0].wants_clearance


def test_the_report_to_the_person_tells_withdrawn_consents_and_no_codes(world, by):
    child = make_person(world.a1)
    participation = make_participation(child)
    participation.questionnaire_links.create(
        made_by=world.curator, made_at=NOW, expires_at=NOW + timedelta(days=9), token_digest="x",
        answers=[{"field": "request", "before": "", "after": "Математика"}],
    )  # fmt: skip
    withdraw_consent(make_consent(child), received_on=TODAY, **by)
    stored = everything_about(child, on=TODAY)
    said = str(access_report(child, stored, at=NOW).blocks)
    assert "1 сентября 2026" in said and "отозвано 16 ноября 2026" in said and "не зарегистрировано" not in said
    words = change_label("participants.participation", "request")
    assert f"{words}: Математика" in said and "request:" not in said
    facts = dict(next(facts for heading, facts in stored.facts if heading.startswith("Участие")))
    assert "1" not in facts.values()  # how many mentees a mentee takes is no fact
