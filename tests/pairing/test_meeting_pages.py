"""The pages of meetings: one tap, two taps, many at once, the journal; what the director and others do not read."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.documents import render
from core.models import AuditEntry
from pairing.models import Meeting, Membership, Pairing
from pairing.papers.journal import journal_document
from pairing.selectors.meetings import with_attendance, with_pair
from participants.erasure import erase_elsewhere
from participants.models import SubjectRequest

from ..factories import NOW, TODAY, end_pairing, make_pairing
from .people import mentee_of, mentor_of

DAY = timedelta(days=1)
NOTE = "Тайная заметка"


@pytest.fixture
def pair(world) -> Pairing:
    return make_pairing(mentor_of(world.a1, "Тайнова"), mentee_of(world.a1))


@pytest.fixture
def group(world) -> Pairing:
    mentees = (mentee_of(world.a1, name) for name in ("Зимина", "Летова", "Осенева"))
    return make_pairing(mentor_of(world.a1, "Синицына", capacity=3), *mentees)


@pytest.fixture
def today():
    return timezone.localdate()


def add(pairing, day, state="held", **fields) -> Meeting:
    days = {"held_on": day} if state == "held" else {"planned_on": day}
    values = {"kind": "regular", "entry": uuid4(), "recorded_at": NOW, **days, **fields}
    return Meeting.objects.create(pairing=pairing, state=state, **values)


def test_one_tap_on_the_card_confirms(as_role, pair, today):
    meeting = add(pair, today, "planned")
    client = as_role("curator")
    url = reverse("pairing:meeting_confirm", args=[meeting.pk])
    assert url in client.get(pair.get_absolute_url()).content.decode()
    assert client.post(url).headers["Location"] == f"{pair.get_absolute_url()}#meetings"
    assert client.post(f"{url}?back=home").headers["Location"] == reverse("home")
    meeting.refresh_from_db()
    assert meeting.state == "held"


def test_the_quick_form_of_the_card_is_complete_as_it_stands(as_role, group, today):
    client = as_role("curator")
    form = client.get(group.get_absolute_url()).context["quick"]
    sent = {name: form[name].value() for name in ("entry", "held_on", "kind", "minutes", "present")}
    sent |= {"held_on": today.isoformat(), "mode": "in_person"}
    url = reverse("pairing:meeting_add", args=[group.pk])
    for _click in range(2):
        assert client.post(url, sent).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.kind, meeting.held_on, meeting.minutes) == ("intro", today, 45)
    assert meeting.attendance.filter(was_there=True).count() == 3


def test_a_meeting_of_the_last_days_is_entered_after_the_end_of_the_pair(as_role, pair, today):
    end_pairing(pair, today - DAY)
    url = reverse("pairing:meeting_add", args=[pair.pk])
    assert f'href="{url}"' in as_role("curator").get(pair.get_absolute_url()).content.decode()
    asked = {"held_on": today - DAY, "kind": "final", "minutes": 45, "mode": "in_person", "entry": uuid4()}
    assert as_role("curator").post(url, asked).status_code == 302
    assert pair.meetings.get().held_on == today - DAY


def test_a_refusal_is_said_in_the_form(as_role, pair, today):
    client = as_role("curator")
    url = reverse("pairing:meeting_add", args=[pair.pk])
    sent = {"entry": uuid4(), "held_on": (today + DAY).isoformat(), "kind": "intro", "mode": "in_person"}
    response = client.post(url, sent)
    assert response.status_code == 200 and response.context["form"].non_field_errors()
    assert not Meeting.objects.exists()


def test_a_series_is_planned_week_by_week_without_holidays(as_role, pair):
    Pairing.objects.filter(pk=pair.pk).update(starts_on="2090-12-25", ends_on="2091-01-31")
    sent = {"kind": "regular", "planned_on": "2090-12-26", "planned_time": "15:00", "minutes": 45, "mode": "in_person"}
    url = reverse("pairing:meeting_plan", args=[pair.pk])
    assert as_role("curator").post(url, {**sent, "every": 2}).status_code == 302
    assert Meeting.objects.count() == 3


def test_a_meeting_is_put_right_and_a_stale_form_shows_the_other_change(as_role, pair, today):
    meeting = add(pair, today, topic="Было")
    client = as_role("curator")
    url = meeting.get_absolute_url()
    sent = {"seen": 1, "kind": "regular", "held_on": today.isoformat(), "mode": "remote", "topic": "Стало"}
    assert client.post(url, sent).status_code == 302
    response = client.post(url, {**sent, "topic": "Иначе"})
    assert response.status_code == 200 and "Стало" in response.content.decode()
    meeting.refresh_from_db()
    assert (meeting.topic, meeting.mode) == ("Стало", "remote")


def test_missed_taken_back_deleted(as_role, pair, today):
    meeting = add(pair, today, "planned")
    client = as_role("director")
    for name, state in (("meeting_miss", "missed"), ("meeting_reopen", "planned")):
        assert client.post(reverse(f"pairing:{name}", args=[meeting.pk])).status_code == 302
        meeting.refresh_from_db()
        assert meeting.state == state
    client.post(reverse("pairing:meeting_delete", args=[meeting.pk]))
    assert not Meeting.objects.exists()


def test_many_are_confirmed_or_entered_at_once(as_role, pair, group, today):
    planned = [add(one, today, "planned") for one in (pair, group)]
    client = as_role("curator")
    client.post(reverse("pairing:meetings_confirm"), {"pk": [one.pk for one in planned]})
    assert Meeting.objects.held().count() == 2
    sent = {
        "entry": uuid4(), "held_on": (today - DAY).isoformat(), "kind": "regular", "mode": "in_person",
        "topic": "Мастер-класс", "pairs": [pair.pk, group.pk],
    }  # fmt: skip
    for _click in range(2):
        assert client.post(reverse("pairing:meetings_log"), sent).status_code == 302
    assert Meeting.objects.filter(topic="Мастер-класс").count() == 2
    assert client.post(reverse("pairing:meetings_log"), {**sent, "pairs": []}).status_code == 200


@pytest.mark.parametrize(("name", "word"), [("pair", "Пара"), ("group", "Группа")])
def test_the_way_to_a_meeting_calls_a_group_a_group(as_role, request, today, name, word):
    pairing, client = request.getfixturevalue(name), as_role("curator")
    planned = add(pairing, today)
    for url in (
        reverse("pairing:meeting_add", args=[pairing.pk]),
        reverse("pairing:meeting_delete", args=[planned.pk]),
    ):
        assert client.get(url).context["breadcrumbs"][-1][0] == f"{word} № {pairing.pk}"


def test_a_pair_of_another_school_is_neither_ticked_nor_confirmed(as_role, world, pair, today):
    foreign = make_pairing(mentor_of(world.b1, "Чужая"), mentee_of(world.b1, "Посторонняя"))
    meeting = add(foreign, today, "planned")
    client = as_role("curator")
    client.post(reverse("pairing:meetings_confirm"), {"pk": [meeting.pk, "x", "9" * 30]})
    sent = {"entry": uuid4(), "held_on": today.isoformat(), "kind": "regular", "mode": "in_person"}
    client.post(reverse("pairing:meetings_log"), {**sent, "pairs": [foreign.pk]})
    assert not Meeting.objects.held().exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 3), ("?view=held", 1), ("?view=unmarked", 1), ("?view=planned", 1), ("?q=тайнов", 3), ("?q=никто", 0)],
)
def test_the_list_is_narrowed(as_role, pair, today, query, found):
    add(pair, today)
    add(pair, today - 30 * DAY, "planned")
    add(pair, today + 30 * DAY, "planned")
    response = as_role("curator").get(reverse("pairing:meetings") + query)
    assert len(response.context["table"].rows) == found


def test_the_list_of_pairs_shows_the_silent_ones(as_role, pair, group, today):
    Pairing.objects.update(starts_on=today - 90 * DAY)
    add(group, today)
    client, url = as_role("curator"), reverse("pairing:pairs")
    assert client.get(url).context["silent"] == 1
    page = client.get(url, {"silent": "true"}).content.decode()
    assert pair.get_absolute_url() in page and group.get_absolute_url() not in page
    assert "?silent=true" in client.get(reverse("home")).content.decode()


def test_the_private_note_is_the_curators_alone(as_role, pair, today):
    meeting = add(pair, today, private_note=NOTE)
    url = meeting.get_absolute_url()
    assert NOTE in as_role("curator").get(url).content.decode()
    client = as_role("director")
    assert NOTE not in client.get(url).content.decode()
    sent = {"seen": 1, "kind": "regular", "held_on": today.isoformat(), "mode": "remote", "private_note": "Моя"}
    assert client.post(url, sent).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.private_note, meeting.mode) == (NOTE, "remote")


@pytest.mark.parametrize("role", ["stranger", "executor", "methodologist", "coordinator", "administrator", "nobody"])
def test_no_page_of_meetings_tells_a_name_to_others(as_role, pair, today, role):
    meeting = add(pair, today, topic="Тайная тема")
    client = as_role(role)
    pages = [reverse(f"pairing:{name}") for name in ("meetings", "meetings_log", "meetings_confirm", "journal")]
    pages += [reverse("pairing:journal") + f"?starts={today}&ends={today}&format=xlsx", reverse("home")]
    pages += [meeting.get_absolute_url(), reverse("pairing:pair_journal", args=[pair.pk])]
    for url in pages:
        page = client.get(url, follow=True).getvalue().decode(errors="replace")
        assert "Тайно" not in page and "Тайная" not in page, url


def cells_of(content: bytes) -> str:
    sheet = load_workbook(BytesIO(content)).active
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_the_journal_leaves_with_a_trace_and_without_notes(as_role, pair, group, today):
    add(pair, today, topic="Разбор задач", private_note=NOTE, minutes=40, mentor_mark=5)
    add(group, today - DAY, topic="Проект", minutes=50)
    add(pair, today, "planned", topic="Будущее")
    client = as_role("curator")
    period = {"starts": today - 5 * DAY, "ends": today}
    response = client.get(reverse("pairing:journal"), {**period, "format": "xlsx"})
    words = cells_of(response.getvalue())
    assert "Разбор задач" in words and "Проект" in words and "90" in words
    assert NOTE not in words and "Будущее" not in words
    assert AuditEntry.objects.filter(verb="person.exported").count() == 6
    one = client.get(reverse("pairing:pair_journal", args=[pair.pk]), {**period, "format": "pdf"})
    assert one.getvalue().startswith(b"%PDF")
    assert client.get(reverse("pairing:journal"), {"starts": today, "ends": today - DAY, "format": "pdf"}).context


def test_who_is_to_be_destroyed_comes_into_no_journal(as_role, world, pair, group, today):
    for one in (pair, group):
        add(one, today)
    mentee = group.memberships.first().mentee.person
    for person in (pair.mentor.person, mentee):
        SubjectRequest.objects.create(
            organization=world.a1, person=person, kind="purpose_reached", received_on=today, due_on=today,
            created_at=NOW,
        )  # fmt: skip
    url = reverse("pairing:journal")
    words = cells_of(as_role("curator").get(url, {"starts": today, "ends": today, "format": "xlsx"}).getvalue())
    assert "Тайнова" not in words and mentee.last_name not in words and "Синицына" in words


def test_in_the_journal_of_a_group_stand_those_who_were_there(world, group):
    meeting = add(group, TODAY)
    first, second, third = Membership.objects.order_by("mentee__person__last_name")
    for member in (first, second, third):
        meeting.attendance.create(membership=member, was_there=member != third)
    rows = with_attendance(with_pair(Meeting.objects.all()))
    document = journal_document(rows, world.a1, pairing=None, period=(TODAY, TODAY), at=NOW)
    words = cells_of(render(document, "xlsx"))
    assert first.mentee.person.last_name in words and third.mentee.person.last_name not in words


def test_what_was_said_in_meetings_is_destroyed_with_a_person(pair, group):
    words = {"topic": "Тема", "result": "Итог", "private_note": NOTE, "recorded_by": "Тайнова", "mentor_mark": 5}
    meeting = add(pair, TODAY, **words)
    kept = add(group, TODAY, **words)
    assert "встреч" in " ".join(erase_elsewhere(pair.mentor.person, NOW))
    meeting.refresh_from_db()
    kept.refresh_from_db()
    assert not (meeting.topic or meeting.private_note or meeting.recorded_by or meeting.mentor_mark)
    assert (meeting.held_on, kept.topic) == (TODAY, "Тема")


@pytest.mark.parametrize(("name", "most"), [("meetings", 16), ("meetings_log", 12)])
def test_pages_take_the_same_queries_for_one_pair_and_for_many(
    as_role, world, pair, today, name, most, django_assert_max_num_queries
):
    client, url = as_role("curator"), reverse(f"pairing:{name}")
    add(pair, today, "planned")
    client.get(url)
    with django_assert_max_num_queries(most) as one:
        client.get(url)
    for number in range(3):
        add(make_pairing(mentor_of(world.a1, f"Мышкина{number}"), mentee_of(world.a1, f"Ласкина{number}")), today)
    with django_assert_max_num_queries(len(one)):
        client.get(url)
