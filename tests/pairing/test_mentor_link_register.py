"""The curator's side of mentors' links: the register, one link, slips, letters."""

import re

import pytest
from django.urls import reverse

from core.models import AuditEntry
from pairing.models import MentorLink
from pairing.services.link_letters import LEASE, PAUSES, send_due_links
from pairing.services.links import post_links, revoke_link
from participants.models import Participation

from ..factories import make_participation, make_person
from .mentor_pages import NOW, UNTIL, at_work
from .people import mentee_of, mentor_of


def test_the_register_of_links(as_role, world, pairing, others, link):
    at_work(mentor_of(world.b1, "Чужая"), mentee_of(world.b1, "Чужова"))
    make_participation(make_person(world.a1, last_name="Безпарный"), "mentor")
    curator = as_role("curator")
    shown = curator.get(reverse("pairing:links")).content.decode()
    assert "Орлова" in shown and "Соловьёва" in shown
    assert "Чужая" not in shown and "Безпарный" not in shown
    only = curator.get(reverse("pairing:links"), {"state": "unused"}).content.decode()
    assert "Орлова" in only and "Соловьёва" not in only
    sheet = curator.get(reverse("pairing:links"), {"_export": "xlsx"})
    assert sheet.status_code == 200


def test_a_link_is_made_shown_once_and_revoked(as_role, client, pairing):
    curator = as_role("curator")
    make = reverse("pairing:link_make", args=[pairing.mentor_id])
    assert curator.get(make).status_code == 200
    shown = curator.post(make, {"until": UNTIL.isoformat()})
    assert shown.status_code == 201
    assert shown["Cache-Control"] == "no-store"
    text = shown.content.decode()
    assert "data:image/png;base64," in text
    path = "/" + re.search(r"https?://[^<]+/m/[^<]+/", text)[0].split("/", 3)[3]
    assert client.get(path).status_code == 200
    revoke = reverse("pairing:link_revoke", args=[MentorLink.objects.get().pk])
    assert "Орлова" in curator.get(revoke).content.decode()
    curator.post(revoke)
    assert client.get(path).status_code == 410


def test_slips_for_those_who_are_ticked(as_role, world, pairing, others):
    stranger = mentor_of(world.b1, "Чужая")
    url = f"{reverse('pairing:link_slips')}?pk={pairing.mentor_id}&pk={others.mentor_id}&pk={stranger.pk}"
    curator = as_role("curator")
    assert "Чужая" not in curator.get(url).content.decode()
    slips = curator.post(url, {"until": UNTIL.isoformat()})
    assert slips.getvalue().startswith(b"%PDF")
    assert set(MentorLink.objects.values_list("mentor", flat=True)) == {pairing.mentor_id, others.mentor_id}
    assert AuditEntry.objects.filter(verb="person.exported").count() == 2
    assert curator.post(reverse("pairing:link_slips"), {}).status_code == 404


@pytest.fixture
def reachable(pairing) -> Participation:
    type(pairing.mentor.person).objects.update(email="")
    type(pairing.mentor.person).objects.filter(pk=pairing.mentor.person_id).update(email="vera@example.org")
    return Participation.objects.select_related("person__organization").get(pk=pairing.mentor_id)


def test_the_letter_holds_the_only_token_and_is_sent_once(client, world, reachable, others, mailoutbox):
    unreachable = Participation.objects.select_related("person__organization").get(pk=others.mentor_id)
    [link] = post_links([reachable, unreachable], until=UNTIL, by=world.curator, at=NOW)
    assert send_due_links(at=NOW) == 1
    assert send_due_links(at=NOW + LEASE) == 0
    [letter] = mailoutbox
    assert letter.to == ["vera@example.org"]
    path = "/" + re.search(r"https?://\S+/m/\S+/", letter.body)[0].split("/", 3)[3]
    assert f"31 августа {UNTIL.year}" in letter.body
    assert "Дарья" not in letter.body
    assert client.get(path).status_code == 200
    link.refresh_from_db()
    assert (link.letter_due_at, link.letter_sent_at, link.attempts) == (None, NOW, 1)


def test_a_letter_that_fails_is_tried_again_and_given_up_visibly(as_role, world, reachable, settings, mailoutbox):
    [link] = post_links([reachable], until=UNTIL, by=world.curator, at=NOW)
    settings.EMAIL_BACKEND = "tests.organizations.test_invitation_letters.DeadServer"
    at = NOW
    for pause in PAUSES:
        assert send_due_links(at=at) == 0
        at += pause
    send_due_links(at=at)
    link.refresh_from_db()
    assert (link.letter_due_at, link.error, link.attempts) == (None, "SMTPServerDisconnected", len(PAUSES) + 1)
    shown = as_role("curator").get(reverse("pairing:links"), {"state": "failed"}).content.decode()
    assert "Орлова" in shown


def test_a_revoked_link_is_not_posted(world, reachable, mailoutbox):
    [link] = post_links([reachable], until=UNTIL, by=world.curator, at=NOW)
    revoke_link(link, by=world.curator, at=NOW)
    assert send_due_links(at=NOW) == 0
    assert not mailoutbox


def test_nobody_with_an_address_is_said(as_role, world, reachable, others):
    url = f"{reverse('pairing:link_letters')}?pk={others.mentor_id}"
    curator = as_role("curator")
    assert 'class="notice tone-warning"' in curator.get(url).content.decode()
    refused = curator.post(url, {"until": UNTIL.isoformat()})
    assert refused.status_code == 200
    assert not MentorLink.objects.exists()
