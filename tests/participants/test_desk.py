"""The personal-data desk: the days of the law, extensions, blocking, answers, incidents."""

from datetime import date, timedelta

import pytest

from core.models import CalendarDay
from core.states import ForbiddenMove
from participants.models import SubjectRequest
from participants.services.desk import (
    DeskRefused,
    answer_request,
    block_data,
    extend_request,
    follow_incident,
    open_request,
    report_incident,
)
from participants.terms import incident_deadlines

from ..factories import NOW, TODAY, make_person

Kind = SubjectRequest.Kind


@pytest.fixture
def person(world):
    return make_person(world.a1)


@pytest.fixture
def by(world) -> dict:
    return {"by": world.curator, "at": NOW}


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Kind.ACCESS, date(2026, 11, 30)),
        (Kind.STOP_PROCESSING, date(2026, 11, 30)),
        (Kind.STOP_DISSEMINATION, date(2026, 11, 19)),
        (Kind.RECTIFICATION, date(2026, 11, 25)),
        (Kind.WITHDRAWAL, date(2026, 12, 16)),
        (Kind.PURPOSE_REACHED, date(2026, 12, 16)),
    ],
)
def test_the_law_gives_each_kind_its_days(person, by, kind, due):
    assert open_request(person, kind=kind, received_on=TODAY, **by).due_on == due


def test_holidays_of_the_production_calendar_do_not_count(person, by):
    CalendarDay.objects.update_or_create(date=date(2026, 11, 18), defaults={"kind": "off", "title": "Выходной"})
    assert open_request(person, kind=Kind.STOP_DISSEMINATION, received_on=TODAY, **by).due_on == date(2026, 11, 20)


def test_the_same_request_is_not_opened_twice_at_a_time(person, by):
    open_request(person, kind=Kind.ACCESS, received_on=TODAY, **by)
    with pytest.raises(DeskRefused):
        open_request(person, kind=Kind.ACCESS, received_on=TODAY, **by)


def test_a_request_of_tomorrow_is_refused(person, by):
    with pytest.raises(DeskRefused):
        open_request(person, kind=Kind.ACCESS, received_on=TODAY + timedelta(days=1), **by)


def test_an_extension_is_given_once_by_five_working_days_and_with_a_reason(person, by):
    request = open_request(person, kind=Kind.ACCESS, received_on=TODAY, **by)
    with pytest.raises(DeskRefused):
        extend_request(request, reason=" ", **by)
    extend_request(request, reason="Запрошены сведения архива", **by)
    assert request.due_on == date(2026, 12, 7)
    with pytest.raises(DeskRefused):
        extend_request(request, reason="Ещё раз", **by)


def test_the_law_knows_no_extension_of_a_withdrawal_but_blocks_for_six_months(person, by):
    request = open_request(person, kind=Kind.WITHDRAWAL, received_on=TODAY, **by)
    with pytest.raises(DeskRefused):
        extend_request(request, reason="Не успели", **by)
    block_data(request, reason="Идёт проверка", **by)
    assert (request.blocked_on, request.due_on) == (TODAY, date(2027, 5, 16))
    with pytest.raises(DeskRefused):
        block_data(request, reason="Идёт проверка", **by)


def test_what_leads_to_destruction_is_not_closed_by_words(person, by):
    request = open_request(person, kind=Kind.WITHDRAWAL, received_on=TODAY, **by)
    with pytest.raises(DeskRefused):
        answer_request(request, answer="Сделано", **by)
    answer_request(request, answer="Данные нужны для исполнения закона", refused=True, **by)
    assert (request.state, request.closed_on) == (SubjectRequest.State.REFUSED, TODAY)


def test_an_answer_closes_a_request_once(person, by):
    request = open_request(person, kind=Kind.ACCESS, received_on=TODAY, **by)
    with pytest.raises(DeskRefused):
        answer_request(request, answer="", **by)
    answer_request(request, answer="Сведения выданы", **by)
    with pytest.raises(ForbiddenMove):
        answer_request(request, answer="Ещё раз", **by)


def test_an_incident_has_24_and_72_hours(world, by):
    incident = report_incident(
        world.a1, values={"found_at": NOW - timedelta(hours=3), "what": "Утечка", "categories": "ФИО"}, **by
    )
    notice, results = incident_deadlines(incident.found_at)
    assert (notice - incident.found_at, results - incident.found_at) == (timedelta(hours=24), timedelta(hours=72))
    with pytest.raises(DeskRefused):
        follow_incident(incident, values={"first_notice_at": incident.found_at - timedelta(minutes=1)}, **by)
    follow_incident(incident, values={"first_notice_at": NOW}, **by)
    assert incident.first_notice_at == NOW


def test_an_incident_is_not_found_tomorrow(world, by):
    with pytest.raises(DeskRefused):
        report_incident(
            world.a1, values={"found_at": NOW + timedelta(hours=1), "what": "Утечка", "categories": "ФИО"}, **by
        )
