"""Questionnaires by personal links: made, opened on a phone, answered once, seen by the curator."""

import re
from datetime import timedelta

import pytest
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from notifications.models import Notification
from organizations.models import Organization
from participants.models import Participation, QuestionnaireLink, Topic
from participants.services.participation import leave
from participants.services.questionnaires import QuestionnaireRefused, answer, link_of, make_links, revoke_link

from ..factories import NOW, TODAY, make_participation, make_person

SECRETS = ("Соколова", "Дарья", "8 «А»", "Олеговна")


@pytest.fixture
def curator(as_role):
    return as_role("curator")


@pytest.fixture
def participation(world):
    return make_participation(make_person(world.a1), questionnaire_on=None)


@pytest.fixture
def token(world, participation):
    return make_links([participation], by=world.curator, at=timezone.now())[0].token


@pytest.fixture
def area(db):
    return Topic.objects.filter(kind="area").first()


def fill(token: str) -> str:
    return reverse("questionnaire:fill", args=[token])


def told(response) -> list[str]:
    return [word for word in SECRETS if word in response.content.decode()]


def test_the_sheet_goes_by_the_clock_of_the_institution(client, world, token):
    Organization.objects.filter(pk=world.region.pk).update(time_zone="Asia/Kamchatka")
    zones = []

    def note(sender, **kwargs):
        zones.append(timezone.get_current_timezone_name())

    template_rendered.connect(note)
    client.get(fill(token))
    template_rendered.disconnect(note)
    assert set(zones) == {"Asia/Kamchatka"} and timezone.get_current_timezone_name() == "Europe/Moscow"


def test_only_the_digest_is_kept(world, participation, token):
    link = QuestionnaireLink.objects.get()
    assert token not in str(QuestionnaireLink.objects.values())
    assert len(link.token_digest) == 64
    assert link.expires_at - link.made_at == timedelta(days=30)


def test_from_the_click_to_the_card(client, curator, world, participation, area):
    make = reverse("participants:questionnaire_link", args=[participation.pk])
    shown = curator.post(make)
    assert shown.status_code == 201
    address = re.search(r"https?://[^<]+/questionnaire/[^<]+/", shown.content.decode())[0]
    assert "data:image/png;base64," in shown.content.decode()
    path = "/" + address.split("/", 3)[3]
    client.logout()
    page = client.get(path)
    assert page.status_code == 200
    assert told(page) == ["Дарья"]
    assert page["Cache-Control"] == "no-store"
    assert 'name="phone"' not in page.content.decode()
    done = client.post(
        path, {"areas": [area.pk], "request": "Хочу понять физику", "times": ["mon-day"], "mode": "any"}
    )
    assert done.url == reverse("questionnaire:thanks")
    assert client.get(path).status_code == 410
    participation.refresh_from_db()
    assert participation.request == "Хочу понять физику"
    assert list(participation.areas.all()) == [area]
    assert participation.questionnaire_on == timezone.localdate()
    client.force_login(world.curator)
    card = client.get(participation.person.get_absolute_url()).content.decode()
    assert "Хочу понять физику" in card
    assert "answers" in card
    notification = Notification.objects.get(kind="participants.questionnaire")
    assert notification.recipient == world.curator
    assert "Соколова" not in notification.title + notification.text


def test_a_learner_is_asked_about_what_learners_learn(client, participation, token):
    teachers_own = Topic.objects.filter(organization=None, track="teachers").first()
    asked = client.get(fill(token)).content.decode()
    assert "Выбор профессии" in asked and teachers_own.title not in asked
    Participation.objects.filter(pk=participation.pk).update(track="teachers")
    assert teachers_own.title in client.get(fill(token)).content.decode()


def test_nothing_of_the_bank_is_shown_and_empty_answers_change_nothing(client, participation, token, area):
    Participation.objects.filter(pk=participation.pk).update(request="Тайная просьба", interests_text="Шахматы")
    assert "Тайная просьба" not in client.get(fill(token)).content.decode()
    client.post(fill(token), {"areas": [area.pk], "mode": "any"})
    participation.refresh_from_db()
    assert (participation.request, participation.interests_text) == ("Тайная просьба", "Шахматы")
    changed = QuestionnaireLink.objects.get().answers
    assert [one["field"] for one in changed] == ["areas"]


def test_the_audit_trail_knows_fields_not_answers(client, token):
    client.post(fill(token), {"request": "Боюсь отвечать у доски", "mode": "any"})
    entries = AuditEntry.objects.filter(verb__in=["questionnairelink.answered", "participation.changed"])
    assert entries.count() == 2
    assert "доски" not in str(list(entries.values()))


@pytest.mark.parametrize("spoil", ["forged", "expired", "revoked", "used", "left", "replaced", "archived"])
def test_a_link_that_opens_nothing_tells_nothing(client, world, participation, token, spoil):
    link = QuestionnaireLink.objects.get()
    if spoil == "forged":
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    elif spoil == "expired":
        QuestionnaireLink.objects.update(expires_at=timezone.now())
    elif spoil == "revoked":
        revoke_link(link, by=world.curator, at=timezone.now())
    elif spoil == "used":
        answer(link, {"request": "Физика"}, at=timezone.now())
    elif spoil == "left":
        leave(participation, on=TODAY, leaving="moved", by=world.curator, at=NOW)
    elif spoil == "replaced":
        make_links([participation], by=world.curator, at=timezone.now())
    else:
        participation.person.archived_on = TODAY
        participation.person.save()
    before = Participation.objects.values().get()
    for response in (client.get(fill(token)), client.post(fill(token), {"request": "Взлом", "mode": "any"})):
        assert response.status_code == 410
        assert not told(response)
        assert world.a1.full_name not in response.content.decode()
    assert Participation.objects.values().get() == before


def test_two_sendings_answer_once(world, participation, token):
    link = link_of(token, at=timezone.now())
    answer(link, {"request": "Первая"}, at=timezone.now())
    with pytest.raises(QuestionnaireRefused):
        answer(link, {"request": "Вторая"}, at=timezone.now())
    participation.refresh_from_db()
    assert participation.request == "Первая"


def test_an_empty_questionnaire_is_not_taken(client, token):
    page = client.post(fill(token), {"mode": "any"})
    assert "error-summary" in page.content.decode()
    assert QuestionnaireLink.objects.get().answered_at is None
    assert QuestionnaireLink.objects.get().opened_at is not None


def test_a_grown_up_mentor_is_asked_more(client, world, area):
    person = make_person(world.a1, kind="employee", last_name="Орлова", first_name="Вера")
    mentor = make_participation(person, "mentor", questionnaire_on=None)
    token = make_links([mentor], by=world.curator, at=timezone.now())[0].token
    page = client.get(fill(token)).content.decode()
    assert "Вера" not in page
    answers = {"areas": [area.pk], "capacity": 3, "hours_a_week": "1.5", "wished_age_from": 12, "wished_age_to": 15}
    answers |= {"mode": "remote", "phone": "8 900 111-11-11", "email": "vera@example.org"}
    wrong = client.post(fill(token), answers | {"wished_age_to": 9}).content.decode()
    assert "error-summary" in wrong
    client.post(fill(token), answers)
    mentor.refresh_from_db()
    person.refresh_from_db()
    assert (mentor.capacity, mentor.hours_a_week, mentor.mode) == (3, 1.5, "remote")
    assert person.phone == "8 900 111-11-11"


def test_slips_for_a_selection(curator, world, participation):
    stranger = make_participation(make_person(world.b1, last_name="Чужая"))
    url = f"{reverse('participants:questionnaire_slips')}?pk={participation.pk}&pk={stranger.pk}"
    page = curator.get(url).content.decode()
    assert "Соколова" in page
    assert "Чужая" not in page
    slips = curator.post(url)
    assert slips.getvalue().startswith(b"%PDF")
    assert QuestionnaireLink.objects.get().participation == participation
    assert AuditEntry.objects.filter(verb="person.exported").count() == 1
    assert curator.post(reverse("participants:questionnaire_slips")).status_code == 404


@pytest.mark.parametrize("role", ["stranger", "methodologist", "coordinator", "administrator"])
def test_others_make_and_revoke_no_links(client, world, participation, token, role):
    client.force_login(world.people[role])
    link = QuestionnaireLink.objects.get()
    for name, pk in (("questionnaire_link", participation.pk), ("questionnaire_revoke", link.pk)):
        response = client.post(reverse(f"participants:{name}", args=[pk]))
        assert response.status_code == 404
        assert not told(response)
    slips = client.post(f"{reverse('participants:questionnaire_slips')}?pk={participation.pk}")
    assert slips.status_code in (403, 404)
    link.refresh_from_db()
    assert link.revoked_at is None


def test_guessing_is_throttled(client, db, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "guess"}}
    codes = [client.get(fill(f"guess{number}")).status_code for number in range(62)]
    assert codes[0] == 410
    assert codes[-1] == 429


def test_the_way_of_meeting_that_the_curator_has_entered_is_not_overwritten(client, world, participation, token, area):
    Participation.objects.filter(pk=participation.pk).update(mode="remote")
    assert "checked" not in client.get(fill(token)).content.decode()
    client.post(fill(token), {"areas": [area.pk]})
    participation.refresh_from_db()
    assert participation.questionnaire_on and participation.mode == "remote"
