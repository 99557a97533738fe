"""Mentors' personal links: made, replaced, revoked, noted as used; what opens nothing tells nothing."""

import logging
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from mentorship.logs import without_secrets
from pairing.models import Meeting, MentorLink
from pairing.services.links import LinkRefused, make_links, revoke_link, use_link, usual_end
from participants.erasure import erase_elsewhere
from participants.models import SubjectRequest
from participants.services.participation import leave

from .mentor_pages import NOW, TODAY, UNTIL, entry_url, page, send, told, typed
from .people import mentee_of


def test_only_the_digest_is_kept_and_the_trail_knows_no_token(token, link):
    assert len(link.token_digest) == 64
    assert token not in str(MentorLink.objects.values())
    assert token not in str(list(AuditEntry.objects.values()))
    assert link.last_day == UNTIL


@pytest.mark.parametrize(
    ("on", "last"),
    [
        (date(2026, 9, 1), date(2027, 8, 31)),
        (date(2027, 5, 31), date(2027, 8, 31)),
        (date(2027, 8, 25), date(2028, 8, 31)),
    ],
)
def test_a_link_usually_works_until_the_end_of_the_school_year(on, last):
    assert usual_end(on) == last


@pytest.mark.parametrize("until", [TODAY - timedelta(days=1), UNTIL + timedelta(days=1)])
def test_no_link_for_the_past_or_for_ever(world, mentor, until):
    with pytest.raises(LinkRefused):
        make_links([mentor], until=until, by=world.curator, at=NOW)


def test_mentees_and_those_who_left_get_no_link(world, mentor):
    leave(mentor, on=TODAY, leaving="moved", by=world.curator, at=NOW)
    mentor.refresh_from_db()
    with pytest.raises(LinkRefused):
        make_links([mentor, mentee_of(world.a1)], until=UNTIL, by=world.curator, at=NOW)


def test_one_live_link_a_mentor(client, world, mentor, token):
    newer = make_links([mentor], until=UNTIL, by=world.curator, at=timezone.now())[0].token
    assert MentorLink.objects.filter(revoked_at=None).count() == 1
    assert client.get(page(token)).status_code == 410
    assert client.get(page(newer)).status_code == 200


def test_it_is_revoked_once(world, link):
    revoke_link(link, by=world.curator, at=NOW)
    with pytest.raises(LinkRefused):
        revoke_link(link, by=world.curator, at=NOW)


def test_use_is_noted_and_written_into_the_trail_once_a_day(token, link):
    morning = timezone.now()
    for at in (morning, morning + timedelta(minutes=5), morning + timedelta(days=1)):
        assert use_link(token, at=at) == link
    link.refresh_from_db()
    assert link.last_used_at == morning + timedelta(days=1)
    assert AuditEntry.objects.filter(verb="mentorlink.used").count() == 2


def spoil(how: str, token: str, world) -> str:
    link = MentorLink.objects.select_related("mentor__person").get()
    person = link.mentor.person
    if how == "forged":
        return token[:-1] + ("a" if token[-1] != "a" else "b")
    if how == "expired":
        MentorLink.objects.update(expires_at=timezone.now())
    elif how == "revoked":
        revoke_link(link, by=world.curator, at=timezone.now())
    elif how == "left":
        leave(link.mentor, on=TODAY, leaving="moved", by=world.curator, at=NOW)
    elif how == "archived":
        type(person).objects.filter(pk=person.pk).update(archived_on=TODAY)
    elif how == "erased":
        erase_elsewhere(person, timezone.now())
    elif how == "blocked":
        SubjectRequest.objects.create(
            organization=person.organization, person=person, kind="withdrawal", received_on=TODAY, due_on=TODAY,
            created_at=NOW,
        )  # fmt: skip
    return token


@pytest.mark.parametrize("how", ["forged", "expired", "revoked", "left", "archived", "erased", "blocked"])
def test_a_link_that_opens_nothing_tells_nothing_and_writes_nothing(client, world, pairing, token, how):
    token = spoil(how, token, world)
    planned = Meeting.objects.create(pairing=pairing, kind="intro", planned_on=TODAY, recorded_at=NOW)
    answers = [
        client.get(page(token)),
        send(client, entry_url(token, pairing), typed()),
        client.post(entry_url(token, pairing), typed()),
        send(client, reverse("mentor:held", args=[token, planned.pk])),
        send(client, reverse("mentor:missed", args=[token, planned.pk])),
    ]
    assert [answer.status_code for answer in answers] == [410] * 5
    assert not any(told(answer) for answer in answers)
    assert len({answer.content for answer in answers}) == 1
    assert list(Meeting.objects.values_list("state", flat=True)) == ["planned"]


def test_forged_and_revoked_look_the_same(client, world, token, link):
    forged = client.get(page("x" * 43))
    revoke_link(link, by=world.curator, at=timezone.now())
    revoked = client.get(page(token))
    assert (forged.status_code, forged.content) == (revoked.status_code, revoked.content)
    for response in (forged, revoked):
        del response["X-Request-ID"]
    assert dict(forged.headers) == dict(revoked.headers)


def test_guessing_is_throttled_by_address(client, db):
    codes = [client.get(page(f"guess{number}")).status_code for number in range(62)]
    assert (codes[0], codes[-1]) == (410, 429)


def test_an_open_link_is_throttled_by_itself(client, token, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "mentor_link": "2/m/key"}
    codes = [client.get(page(token), REMOTE_ADDR=f"10.0.0.{number}").status_code for number in range(1, 4)]
    assert codes == [200, 200, 429]


def test_no_token_in_the_logs(client, token, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get(page("forged" * 8))
        client.get(page(token))
    lines = [without_secrets(record.getMessage()) for record in caplog.records]
    assert any("/m/…" in line for line in lines)
    assert not any(secret in line for line in lines for secret in (token, "forged"))
    assert without_secrets(f"GET /m/{token}/pairs/1/meetings/ HTTP/1.1") == "GET /m/…/pairs/1/meetings/ HTTP/1.1"
