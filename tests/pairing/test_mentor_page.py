"""The mentor's page: what it shows of whom, what is written through it, once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from organizations.models import Organization
from pairing.models import Meeting, Pairing
from participants.models import Consent, SubjectRequest

from ..factories import end_pairing
from .mentor_pages import NOW, TODAY, at_work, entry_url, page, send, token_for, told, typed
from .people import mentee_of, mentor_of


def test_the_page_names_the_mentees_as_little_as_will_do(client, token, others):
    response = client.get(page(token))
    shown = response.content.decode()
    assert told(response) == ["Вера", "Дарья", "Школа № 1"]
    assert "Клавдия" not in shown
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies
    assert not re.search(r"<script(?![^>]*src)|\son\w+=|style=", shown)


def test_namesakes_are_told_apart_by_a_letter_and_colleagues_have_a_patronymic(client, world, mentor):
    group = at_work(mentor, mentee_of(world.a1), mentee_of(world.a1, "Зимина"), mentee_of(world.a1, "Белова"))
    colleague = group.memberships.last().mentee.person
    type(colleague).objects.filter(pk=colleague.pk).update(kind="employee", first_name="Анна", patronymic="Ильинична")
    token = token_for(mentor, world)
    shown = client.get(page(token)).content.decode()
    for name in ("Дарья К.", "Дарья З.", "Анна Ильинична"):
        assert name in shown
    assert "Белова" not in shown


@pytest.mark.parametrize("why", ["draft", "cancelled", "ended", "no consent", "left", "blocked"])
def test_a_pair_that_is_not_at_work_is_not_shown(client, world, pairing, token, why):
    person = pairing.mentees.get().person
    if why == "draft":
        Pairing.objects.update(state="draft", order=None)
    elif why == "cancelled":
        type(pairing.order).objects.update(state="cancelled", cancelled_on=TODAY)
    elif why == "ended":
        end_pairing(pairing, TODAY - timedelta(days=1))
    elif why == "no consent":
        Consent.objects.filter(person=person).update(withdrawn_on=TODAY)
    elif why == "left":
        pairing.memberships.update(left_on=TODAY)
    else:
        SubjectRequest.objects.create(
            organization=world.a1, person=person, kind="withdrawal", received_on=TODAY, due_on=TODAY, created_at=NOW
        )
    assert "Дарья" not in client.get(page(token)).content.decode()
    refused = send(client, entry_url(token, pairing), typed())
    assert refused.status_code == 404
    assert not told(refused)
    assert not Meeting.objects.exists()


def test_what_was_noted_in_private_is_not_shown_again(client, pairing, token):
    send(client, entry_url(token, pairing), typed(private_note="Устаёт к вечеру"))
    assert Meeting.objects.get().private_note == "Устаёт к вечеру"
    shown = client.get(page(token)).content.decode()
    assert "Устаёт" not in shown
    assert "Выбрать задачу" in shown


def test_the_number_of_queries_does_not_grow_with_the_pairs(client, world, mentor, token, django_assert_num_queries):
    client.get(page(token))  # that it is in use is noted
    with django_assert_num_queries(5):
        client.get(page(token))
    for name in ("Зимина", "Белова"):
        at_work(mentor, mentee_of(world.a1, name), mentee_of(world.a1, f"{name}-2"))
    with django_assert_num_queries(5):
        client.get(page(token))


def test_an_entry_is_written_once_however_often_it_is_sent(client, pairing, token):
    entry = typed()
    answers = [send(client, entry_url(token, pairing), entry) for _time in range(3)]
    assert [answer.json() for answer in answers] == [{"state": "sent"}] * 3
    meeting = Meeting.objects.get()
    assert (meeting.state, str(meeting.entry), meeting.minutes) == ("held", entry["entry"], 40)
    assert meeting.recorded_by == str(pairing.mentor.person)
    trail = AuditEntry.objects.get(verb="meeting.recorded")
    assert trail.actor_id is None
    assert "Орлова" not in str(trail.__dict__)


def test_one_tap_confirms_a_planned_meeting_once(client, pairing, token):
    planned = Meeting.objects.create(pairing=pairing, kind="intro", planned_on=TODAY, recorded_at=NOW)
    url = reverse("mentor:held", args=[token, planned.pk])
    assert [send(client, url).status_code for _time in range(2)] == [200, 200]
    planned.refresh_from_db()
    assert (planned.state, planned.held_on) == ("held", TODAY)
    assert AuditEntry.objects.filter(verb="meeting.confirmed").count() == 1


def test_a_planned_meeting_that_did_not_take_place(client, pairing, token):
    planned = Meeting.objects.create(pairing=pairing, kind="intro", planned_on=TODAY, recorded_at=NOW)
    assert send(client, reverse("mentor:missed", args=[token, planned.pk])).status_code == 200
    planned.refresh_from_db()
    assert planned.state == "missed"


def test_attendance_of_a_group(client, world, mentor):
    group = at_work(mentor, mentee_of(world.a1), mentee_of(world.a1, "Зимина"))
    token = token_for(mentor, world)
    there = group.memberships.first()
    assert send(client, entry_url(token, group), typed()).status_code == 422
    assert send(client, entry_url(token, group), typed(present=[there.pk])).status_code == 200
    rows = Meeting.objects.get().attendance.values_list("membership", "was_there")
    assert dict(rows) == {member.pk: member == there for member in group.memberships.all()}


@pytest.mark.parametrize(
    "wrong",
    [
        {"held_on": (TODAY + timedelta(days=2)).isoformat()},
        {"held_on": "2020-01-01"},
        {"held_on": "вчера"},
        {"entry": "не номер"},
        {"kind": "party"},
        {"minutes": "100000"},
        {"topic": "а\x00б"},
        {"mentor_mark": "7"},
    ],
)
def test_what_is_wrong_is_refused_in_words_and_nothing_is_written(client, pairing, token, wrong):
    refused = send(client, entry_url(token, pairing), typed(**wrong))
    assert refused.status_code == 422
    assert re.search("[а-яёA-Za-z]{4}", refused.json()["refusal"])
    assert not Meeting.objects.exists()


def test_a_link_gives_its_mentors_pairs_and_nothing_else_by_any_parameter(client, world, pairing, others, token):
    foreign = at_work(mentor_of(world.b1, "Чужая"), mentee_of(world.b1, "Чужова"))
    planned = Meeting.objects.create(pairing=others, kind="intro", planned_on=TODAY, recorded_at=NOW)
    query = f"?pk={others.pk}&mentor={others.mentor_id}&pairing={others.pk}&organization={world.b1.pk}"
    assert "Клавдия" not in client.get(page(token) + query).content.decode()
    for pair in (others, foreign, Pairing(pk=987654321), Pairing(pk=2**63)):
        for answer in (
            send(client, entry_url(token, pair), typed(pairing=pairing.pk)),
            client.post(entry_url(token, pair), typed()),
        ):
            assert answer.status_code == 404
            assert "Клавдия" not in answer.content.decode()
    for name in ("held", "missed"):
        assert send(client, reverse(f"mentor:{name}", args=[token, planned.pk])).status_code == 404
    member = others.memberships.get()
    send(client, entry_url(token, pairing), typed(present=[member.pk], pairing=others.pk, pk=others.pk))
    assert set(Meeting.objects.filter(state="held").values_list("pairing", flat=True)) == {pairing.pk}
    assert not Meeting.objects.filter(attendance__membership=member).exists()


def test_an_entry_of_another_pair_is_not_taken_over(client, pairing, others, token):
    known = Meeting.objects.create(pairing=others, kind="intro", state="held", held_on=TODAY, recorded_at=NOW)
    refused = send(client, entry_url(token, pairing), typed(entry=str(known.entry)))
    assert refused.status_code == 422
    known.refresh_from_db()
    assert known.pairing == others


def test_without_the_script_the_forms_are_plain_forms(client, pairing, token):
    shown = client.get(page(token)).content.decode()
    assert f'action="{entry_url(token, pairing)}"' in shown
    done = client.post(entry_url(token, pairing), typed())
    assert (done.status_code, done.url) == (302, page(token))
    refused = client.post(entry_url(token, pairing), typed(held_on="", topic="Что-то важное"))
    assert refused.status_code == 422
    assert "Что-то важное" in refused.content.decode()


def test_no_cookie_and_no_csrf_token_is_needed(pairing, token):
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, entry_url(token, pairing), typed()).status_code == 200
    assert not strict.cookies


def test_today_is_the_institutions_day(client, world, pairing, token):
    Organization.objects.filter(pk=world.a1.pk).update(time_zone="Asia/Kamchatka")
    with timezone.override("Asia/Kamchatka"):
        today = timezone.localdate()
    assert f'value="{today.isoformat()}"' in client.get(page(token)).content.decode()


def test_the_worker_has_to_do_with_mentors_pages_only(client, db):
    worker = client.get(reverse("mentor:worker"))
    assert worker["Content-Type"] == "text/javascript"
    assert reverse("mentor:worker").startswith("/m/")
    assert "Service-Worker-Allowed" not in worker
    assert "js/mentor.js" in worker.content.decode().replace("\\u002D", "-")
