"""What is reminded of without a name, what is told when, and what is destroyed when its time is over."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import StoredFile
from notifications.kinds import kind_of
from organizations.models import Organization
from participants.models import Consent, Incident, Participation
from participants.reminders import due_reminders, latest
from participants.services.consents import attach_scan
from participants.services.desk import open_request, report_incident
from participants.services.erasing import erase_person
from participants.services.retention import destroy_old_acts, destroy_old_consents

from ..factories import NOW, TODAY, make_consent, make_participation, make_person
from ..orders.test_register import PDF


@pytest.fixture
def child(world):
    person = make_person(world.a1, birth_on=date(2013, 1, 20))
    make_participation(person)
    return person


def told(on: date, about: str) -> list:
    return [one for one in due_reminders(on) if one.subject.startswith(about)]


@pytest.mark.parametrize(("days", "moment"), [(31, None), (30, 30), (8, 30), (7, 7), (0, 7)])
def test_a_consent_that_ends_is_told_of_thirty_and_seven_days_before(world, child, days, moment):
    ends = TODAY + timedelta(days=days)
    make_consent(child, valid_until=ends)
    found = told(TODAY, "consent:")
    assert [one.moment for one in found] == ([] if moment is None else [ends - timedelta(days=moment)])


def test_thirty_days_after_the_last_leaving_the_purpose_is_reached(world, child):
    left_on, day = date(2026, 10, 1), date(2026, 10, 31)
    second = make_participation(child, "mentor")
    child.participations.exclude(pk=second.pk).update(left_on=date(2026, 9, 15), leaving="other")
    assert told(day, "purpose:") == []
    Participation.objects.filter(pk=second.pk).update(left_on=left_on, leaving="other")
    found = {on: told(on, "purpose:") for on in (day - timedelta(days=1), day, day + timedelta(days=14))}
    assert [[one.moment for one in those] for those in found.values()] == [[], [day], [day]]
    assert child.last_name not in found[day][0].title + found[day][0].text
    open_request(child, kind="purpose_reached", received_on=day, by=world.curator, at=NOW)
    assert told(day, "purpose:") == []


def test_an_act_is_destroyed_after_three_years_and_its_row_stays(world, child):
    commission = [{"name": "М. П. Кураторова", "position": "Куратор"}]
    act = erase_person(child, reason="Цель достигнута", commission=commission, by=world.curator, at=NOW)
    last = datetime.combine(act.keep_until, NOW.timetz())
    assert destroy_old_acts(at=last) == 0
    assert [destroy_old_acts(at=last + timedelta(days=1)) for _time in range(2)] == [1, 0]
    act.refresh_from_db()
    assert (act.number, act.paper, act.log) == (1, None, None)
    assert not StoredFile.objects.exists()


def test_a_consent_that_was_signed_anew_or_withdrawn_is_not_told_of(world, child):
    make_consent(child, valid_until=TODAY + timedelta(days=5))
    make_consent(child, signed_on=TODAY)
    make_consent(child, "participation", valid_until=TODAY + timedelta(days=5), withdrawn_on=TODAY)
    assert told(TODAY, "consent:") == []


@pytest.mark.parametrize(("years", "words"), [(14, "вместе"), (18, "сам")])
def test_birthdays_are_told_of_a_fortnight_before_and_on_the_day(world, child, years, words):
    day = date(2013 + years, 1, 20)
    for on, moments in (
        (day - timedelta(days=15), []),
        (day - timedelta(days=14), [day - timedelta(days=14)]),
        (day - timedelta(days=1), [day - timedelta(days=14)]),
        (day, [day]),
        (day + timedelta(days=3), [day]),
        (day + timedelta(days=15), []),
    ):
        found = told(on, "person:")
        assert [one.moment for one in found] == moments, on
    assert told(day, "person:")[0].due == day


def test_requests_are_told_of_and_then_every_day(world, child):
    request = open_request(child, kind="withdrawal", received_on=TODAY, by=world.curator, at=NOW)
    due = request.due_on
    for before, moment in ((6, None), (5, 5), (2, 5), (1, 1), (0, 0), (-1, -1), (-2, -2)):
        found = told(due - timedelta(days=before), "subjectrequest:")
        assert [one.moment for one in found] == ([] if moment is None else [due - timedelta(days=moment)])


def test_both_clocks_of_an_incident_run_for_curator_and_director_at_once(world):
    values = {"found_at": NOW, "what": "Утеря", "categories": "ФИО"}
    incident = report_incident(world.a1, values=values, by=world.curator, at=NOW)
    found = told(TODAY, "incident:")
    assert {one.recipient_id for one in found} == {world.curator.pk, world.director.pk}
    assert len(found) == 4 and all(kind_of(one.kind).urgent for one in found)
    Incident.objects.filter(pk=incident.pk).update(first_notice_at=NOW)
    assert {one.kind for one in told(TODAY, "incident:")} == {"participants.incident_results"}


def test_the_hours_of_an_incident_are_those_of_the_institution(world):
    Organization.objects.filter(pk=world.region.pk).update(time_zone="Asia/Kamchatka")
    values = {"found_at": NOW.replace(hour=18), "what": "Утеря", "categories": "ФИО"}
    report_incident(world.a1, values=values, by=world.curator, at=NOW.replace(hour=18))
    assert told(TODAY, "incident:") == []  # in Kamchatka it was found on the 17th, at 03:00
    titles = {one.title for one in told(date(2026, 11, 17), "incident:")}
    assert {title[-16:] for title in titles} == {"18.11.2026 03:00", "20.11.2026 03:00"}


def test_no_name_in_any_of_them(world, child):
    make_consent(child, valid_until=TODAY)
    open_request(child, kind="access", received_on=TODAY - timedelta(days=30), received_from="Мать", by=None, at=NOW)
    for one in [*due_reminders(TODAY), *due_reminders(date(2027, 1, 20))]:
        assert "Соколова" not in one.title + one.text + one.url and str(child.pk) in one.title + one.url
        assert len(one.title) <= 300


def test_reminders_take_a_fixed_number_of_queries(world, child, django_assert_num_queries):
    make_consent(child, valid_until=TODAY)
    for number in (0, 4):
        for _turn in range(number):
            person = make_person(world.a1)
            make_participation(person)
            make_consent(person, valid_until=TODAY)
        with django_assert_num_queries(7):
            list(due_reminders(TODAY))


def test_the_latest_step_that_has_come():
    assert latest(TODAY, TODAY - timedelta(days=6), (5, 1)) is None
    assert latest(TODAY, TODAY, (5, 1)) == TODAY - timedelta(days=1)


def test_scans_and_names_go_three_years_after_the_end(world, child):
    consent = make_consent(child, representative_name="Соколова Анна", signed_on=date(2022, 9, 1))
    attach_scan(consent, scan=SimpleUploadedFile("с.pdf", PDF), by=world.curator, at=NOW)
    files = StoredFile.objects.count()
    assert destroy_old_consents(at=NOW) == 0  # takes part to this day
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=date(2023, 11, 16))
    assert destroy_old_consents(at=NOW) == 0
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=date(2023, 11, 15))
    assert destroy_old_consents(at=NOW) == 1
    assert destroy_old_consents(at=NOW) == 0
    consent.refresh_from_db()
    assert (consent.scan, consent.representative_name) == (None, "")
    assert StoredFile.objects.count() == files - 1


def test_a_consent_without_a_term_ends_with_taking_part(world, child):
    make_consent(child, representative_name="Соколова Анна", signed_on=date(2022, 9, 1))
    participation = child.participations.get()
    participation.joined_on, participation.left_on, participation.leaving = (
        date(2022, 9, 1),
        date(2023, 5, 31),
        "other",
    )
    participation.save()
    assert destroy_old_consents(at=NOW) == 1
