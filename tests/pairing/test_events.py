"""Events: entered, held, counted by roadmaps; who was there; what those above the institution are not shown."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.documents import render
from core.models import AuditEntry, StoredFile
from orders.models import Order
from pairing.models import Event, EventFile, Meeting
from pairing.services import events
from pairing.services.events import EventRefused
from participants.erasure import erase_elsewhere
from participants.models import Representative
from roadmaps.models import Activity, CountingRule, Occurrence, Roadmap
from roadmaps.papers.execution import execution_document
from roadmaps.services.counting import CountingRefused, attach_record, choose_counting, recount
from roadmaps.services.execution import ExecutionRefused, mark_done, reopen_occurrence
from roadmaps.services.occurrences import generate_occurrences
from roadmaps.services.versions import start_new_version

from ..core.documents.papers import pdf_pages
from ..factories import NOW, TODAY, make_order, make_pairing, make_roadmap
from .people import mentee_of, mentor_of

HIDDEN = "Тайнова"
DAYS = (date(2026, 9, 30), date(2026, 10, 14), date(2026, 11, 11))


@pytest.fixture
def plan(world) -> Roadmap:
    """A roadmap in force whose first activity is to be done thrice a school year."""
    roadmap = make_roadmap(world.a1, state=Roadmap.State.APPROVED)
    Activity.objects.filter(section__roadmap=roadmap, position=1).update(
        title="Проведение семинаров для наставников", deadline="не менее 3 раз в год"
    )
    generate_occurrences(roadmap)
    return roadmap


@pytest.fixture
def activity(plan) -> Activity:
    return Activity.objects.filter(section__roadmap=plan).order_by("position").first()


def the_occurrence(activity) -> Occurrence:
    return activity.occurrences.get(due__isnull=False)


def make_event(world, on=TODAY, **fields) -> Event:
    event = Event(**{"kind": "seminar", "title": "Семинар", "on": on, **fields})
    return events.add_event(event, organization=world.a1, by=world.curator, at=NOW)


def hold(world, event, guests=0):
    events.hold_event(event, guests=guests, by=world.curator, at=NOW)


def standing(activity) -> tuple[str, int]:
    row = the_occurrence(activity)
    return row.state, row.times


def test_held_events_of_a_kind_count_until_enough(world, activity):
    choose_counting(activity, [("events", "seminar")], by=world.curator, at=NOW)
    assert the_occurrence(activity).needed == 3
    for number, day in enumerate(DAYS, start=1):
        event = make_event(world, day)
        assert standing(activity)[1] == number - 1  # planned does not count
        hold(world, event)
        assert standing(activity)[1] == number
    row = the_occurrence(activity)
    assert (row.state, row.done_on, row.closed_by) == ("done", DAYS[-1], None)
    assert AuditEntry.objects.filter(verb="occurrence.counted").count() == 2
    events.take_back(Event.objects.get(on=DAYS[0]), by=world.curator, at=NOW)
    assert standing(activity) == ("in_progress", 2)


def test_an_event_attached_by_hand_counts_towards_that_activity_only(world, plan, activity):
    other = Activity.objects.filter(section__roadmap=plan).exclude(pk=activity.pk).get()
    event = make_event(world, DAYS[1], kind="other")
    hold(world, event)
    events.serve_activities(event, [activity], by=world.curator, at=NOW)
    assert standing(activity) == ("in_progress", 1)
    assert not other.occurrences.filter(times_counted__gt=0).exists()
    events.serve_activities(event, [other], by=world.curator, at=NOW)
    assert standing(activity)[1] == 0
    assert standing(other) == ("done", 1)


def test_marks_and_records_add_up_and_records_are_not_reopened_by_hand(world, activity):
    choose_counting(activity, [("events", "seminar")], by=world.curator, at=NOW)
    for day in DAYS[:2]:
        hold(world, make_event(world, day))
    mark_done(the_occurrence(activity), done_on=TODAY, by=world.curator, at=NOW)
    assert standing(activity) == ("done", 3)
    reopen_occurrence(the_occurrence(activity), by=world.curator, at=NOW)
    assert standing(activity) == ("in_progress", 2)
    hold(world, make_event(world, DAYS[2]))
    with pytest.raises(ExecutionRefused):
        reopen_occurrence(the_occurrence(activity), by=world.curator, at=NOW)


def test_meetings_and_orders_count_too(world, activity):
    pairing = make_pairing(mentor_of(world.a1), mentee_of(world.a1))
    Meeting.objects.create(pairing=pairing, kind="regular", state="held", held_on=DAYS[1], recorded_at=NOW)
    Meeting.objects.create(pairing=pairing, kind="regular", planned_on=DAYS[2], recorded_at=NOW)
    make_order(world.a1, kind=Order.Kind.MENTOR_SCHOOL, signed_on=DAYS[1])
    make_order(world.b1, kind=Order.Kind.MENTOR_SCHOOL, signed_on=DAYS[1])
    chosen = [("meetings", "any"), ("orders", Order.Kind.MENTOR_SCHOOL.value)]
    choose_counting(activity, chosen, by=world.curator, at=NOW)
    assert standing(activity) == ("in_progress", 2)
    assert recount([activity], at=NOW) == 0  # nothing has changed since


def test_what_lies_outside_the_term_counts_only_when_attached(world, activity):
    late = make_event(world, date(2026, 8, 20))
    hold(world, late)
    choose_counting(activity, [("events", "seminar")], by=world.curator, at=NOW)
    assert standing(activity)[1] == 0
    events.serve_activities(late, [activity], by=world.curator, at=NOW)
    assert standing(activity)[1] == 1


def test_the_next_version_goes_on_counting(world, plan, activity):
    event = make_event(world, DAYS[0])
    hold(world, event)
    events.serve_activities(event, [activity], by=world.curator, at=NOW)
    draft = start_new_version(plan, by=world.curator, at=NOW)
    Roadmap.objects.filter(pk=plan.pk).update(state=Roadmap.State.ARCHIVED)
    Roadmap.objects.filter(pk=draft.pk).update(state=Roadmap.State.APPROVED)
    generate_occurrences(Roadmap.objects.get(pk=draft.pk), previous=plan)
    heir = Activity.objects.get(section__roadmap=draft, uid=activity.uid)
    assert CountingRule.objects.get().activity == heir
    assert standing(heir) == ("in_progress", 1)


def test_nothing_counts_towards_a_draft(world):
    activity = Activity.objects.filter(section__roadmap=make_roadmap(world.a1)).first()
    with pytest.raises(CountingRefused):
        attach_record("events", "#1", [activity], by=world.curator, at=NOW)


def test_the_card_says_what_is_counted_to_the_school_by_links_to_others_by_words(world, as_role, activity):
    event = make_event(world, DAYS[0], title="Семинар о встречах")
    hold(world, event)
    events.serve_activities(event, [activity], by=world.curator, at=NOW)
    url = reverse("roadmaps:activity", args=[activity.pk])
    own, above = as_role("curator").get(url).content.decode(), as_role("methodologist").get(url).content.decode()
    assert event.get_absolute_url() in own
    assert "Семинар о встречах" in above and event.get_absolute_url() not in above
    assert "1 из 3" in as_role("curator").get(activity.roadmap.get_absolute_url()).content.decode()


def test_an_event_is_held_on_its_day_at_the_earliest_and_deleted_only_before(world):
    event = make_event(world, TODAY + timedelta(days=1))
    with pytest.raises(EventRefused):
        hold(world, event)
    past = make_event(world)
    hold(world, past, guests=7)
    with pytest.raises(EventRefused):
        events.delete_event(past, by=world.curator, at=NOW)
    events.delete_event(event, by=world.curator, at=NOW)
    assert Event.objects.get() == past


def test_title_and_place_name_nobody(world):
    mentee_of(world.a1, HIDDEN)
    with pytest.raises(EventRefused):
        make_event(world, title="Мастер-класс Тайновой для младших")
    person = mentee_of(world.a1, "Зимина").person
    Representative.objects.create(person=person, full_name="Розова Ольга Ивановна", relation="mother")
    with pytest.raises(EventRefused):
        make_event(world, place="дома у Розовой")
    assert make_event(world, agenda="Выступает Тайнова").pk


def test_people_are_marked_singly_and_pair_by_pair(world, as_role):
    mentor, mentee, other = mentor_of(world.a1), mentee_of(world.a1), mentee_of(world.a1, "Зимина")
    foreign = mentee_of(world.b1, "Чужова")
    pairing = make_pairing(mentor, mentee)
    event = make_event(world)
    url = reverse("pairing:event_people", args=[event.pk])
    curator = as_role("curator")
    assert curator.post(f"{url}?by=pairs", {"pair": [pairing.pk], "done": "1"}).status_code == 302
    assert set(event.people.all()) == {mentor, mentee}
    curator.post(url, {"shown": [mentee.pk, other.pk, foreign.pk], "there": [other.pk, foreign.pk]})
    assert set(event.people.all()) == {mentor, other}
    assert "Зимина" in curator.get(url, {"q": "зимин", "group": other.person.class_group}).content.decode()
    assert "Чужова" not in curator.get(url).content.decode()


def test_those_above_see_numbers_and_no_names(world, as_role):
    event = make_event(world, agenda="Рассказ о Тайновой")
    mentee = mentee_of(world.a1, HIDDEN)
    events.mark_people(event, shown={mentee.pk}, present={mentee.pk}, by=world.curator, at=NOW)
    for role in ("methodologist", "coordinator", "administrator"):
        page = as_role(role).get(event.get_absolute_url()).content.decode()
        assert "Семинар" in page and HIDDEN not in page and "Тайновой" not in page
        assert HIDDEN not in as_role(role).get(reverse("pairing:events")).content.decode()
    assert HIDDEN in as_role("curator").get(event.get_absolute_url()).content.decode()
    assert as_role("stranger").get(event.get_absolute_url()).status_code == 404


def test_files_are_destroyed_when_taken_off(world, as_role):
    event = make_event(world)
    upload = SimpleUploadedFile("list.pdf", b"%PDF-1.7 list")
    [row] = events.attach_files(event, [upload], by=world.curator, at=NOW)
    assert row.file.scope == world.a1.path
    with pytest.raises(EventRefused):
        events.attach_files(event, [SimpleUploadedFile("b.pdf", b"%PDF-1.7 list")], by=world.curator, at=NOW)
    response = as_role("curator").get(reverse("pairing:event_file", args=[row.pk]))
    assert b"".join(response.streaming_content).endswith(b"list")
    events.remove_file(row, by=world.curator, at=NOW)
    assert not EventFile.objects.exists() and not StoredFile.objects.filter(name="list.pdf").exists()


@pytest.mark.parametrize("format", ["pdf", "xlsx"])
def test_the_list_to_sign(world, as_role, format):
    event = make_event(world)
    mentee = mentee_of(world.a1)
    events.mark_people(event, shown={mentee.pk}, present={mentee.pk}, by=world.curator, at=NOW)
    response = as_role("curator").get(reverse("pairing:event_sheet", args=[event.pk, format]))
    assert BytesIO(b"".join(response.streaming_content)).getbuffer().nbytes > 1000
    assert AuditEntry.objects.filter(verb="event.list_taken").exists()
    assert as_role("curator").get(reverse("pairing:event_sheet", args=[event.pk, "exe"])).status_code == 404


def test_who_is_erased_is_on_no_list(world):
    event, mentee = make_event(world), mentee_of(world.a1)
    events.mark_people(event, shown={mentee.pk}, present={mentee.pk}, by=world.curator, at=NOW)
    assert "участие в мероприятиях программы" in erase_elsewhere(mentee.person, NOW)
    assert not event.people.exists()


def test_the_report_on_execution_names_what_was_counted(world, activity):
    choose_counting(activity, [("events", "seminar")], by=world.curator, at=NOW)
    for day in DAYS:
        hold(world, make_event(world, day, title="Семинар о встречах"))
    roadmap = activity.roadmap
    own = " ".join(" ".join(pdf_pages(render(execution_document(roadmap, TODAY), "pdf"))).split())
    assert "30.09.2026" in own and "не приложен" not in own
    above = execution_document(roadmap, TODAY, evidence_in_full=False)
    assert "3 раза" in " ".join(" ".join(pdf_pages(render(above, "pdf"))).split())
