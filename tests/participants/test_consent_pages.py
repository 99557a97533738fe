"""The pages of consents and of the desk: what they count, how many queries they take, what they refuse."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from participants.models import Incident, SubjectRequest
from participants.services.desk import open_request, report_incident

from ..factories import NOW, make_consent, make_participation, make_person
from .test_consent_life import page

TODAY = timezone.localdate()


def fill(world, number: int) -> None:
    for _turn in range(number):
        person = make_person(world.a1)
        make_participation(person)
        make_consent(person, signed_on=TODAY - timedelta(days=300), valid_until=TODAY + timedelta(days=9))
        open_request(person, kind="access", received_on=NOW.date(), by=world.curator, at=NOW)
        values = {"found_at": NOW, "what": "Утеря", "categories": "ФИО"}
        report_incident(world.a1, values=values, by=world.curator, at=NOW)


@pytest.mark.parametrize(
    ("name", "queries"), [("consents", 11), ("consents_missing", 10), ("requests", 8), ("incidents", 8), ("acts", 7)]
)
def test_lists_take_a_fixed_number_of_queries(as_role, world, django_assert_num_queries, name, queries):
    curator = as_role("curator")
    for number in (1, 3):
        fill(world, number)
        with django_assert_num_queries(queries):
            assert curator.get(page(name)).status_code == 200


def test_the_strip_counts_and_the_states_filter(as_role, world):
    person = make_person(world.a1)
    make_participation(person)
    make_consent(
        person, "participation", signed_on=TODAY - timedelta(days=400), valid_until=TODAY - timedelta(days=35)
    )
    make_consent(person, "participation", signed_on=TODAY - timedelta(days=30), valid_until=TODAY + timedelta(days=20))
    make_consent(person, "dissemination", signed_on=TODAY - timedelta(days=9), withdrawn_on=TODAY)
    client = as_role("curator")
    table = {
        state: len(client.get(page("consents", state=state)).context["table"].rows)
        for state in ("all", "replaced", "ending", "withdrawn", "ended", "valid")
    }
    assert table == {"all": 3, "replaced": 1, "ending": 1, "withdrawn": 1, "ended": 0, "valid": 0}
    assert client.get(page("consents")).context["missing"] == 1


def test_the_register_as_a_file_is_recorded_for_each_person(as_role, world):
    person = make_person(world.a1)
    make_consent(person)
    assert as_role("curator").get(page("consents", download="xlsx")).getvalue().startswith(b"PK")
    verbs = AuditEntry.objects.filter(subject_type="participants.person", subject_id=str(person.pk))
    assert list(verbs.values_list("verb", flat=True)) == ["person.exported"]


def test_a_request_is_put_off_with_a_notice_and_answered(as_role, world):
    person = make_person(world.a1)
    client = as_role("curator")
    client.post(page("request_add", person.pk), {"kind": "access", "received_on": TODAY.isoformat()})
    request = SubjectRequest.objects.get()
    due = request.due_on
    client.post(page("request_extend", request.pk), {"reason": "Ждём архив"})
    request.refresh_from_db()
    assert request.due_on > due
    assert client.get(page("request_notice", request.pk, "docx")).getvalue().startswith(b"PK")
    assert "уже" in client.post(page("request_extend", request.pk), {"reason": "Ещё"}).content.decode()
    client.post(page("request_answer", request.pk), {"answer": "Сведения выданы"})
    request.refresh_from_db()
    assert request.state == "done"


def test_the_clocks_of_an_incident(as_role, world):
    client = as_role("director")
    found = timezone.localtime() - timedelta(hours=30)
    values = {"found_at_0": f"{found:%Y-%m-%d}", "found_at_1": f"{found:%H:%M}", "what": "Утеря", "categories": "ФИО"}
    client.post(page("incident_add"), values)
    incident = Incident.objects.get()
    clocks = client.get(page("incident", incident.pk)).context["clocks"]
    assert [clock.state for clock in clocks] == ["overdue", "not_yet"]
    now = timezone.localtime()
    sent = {"first_notice_at_0": f"{now:%Y-%m-%d}", "first_notice_at_1": f"{now:%H:%M}"}
    client.post(page("incident_edit", incident.pk), {"what": "Утеря", "categories": "ФИО", **sent})
    clocks = client.get(page("incident", incident.pk)).context["clocks"]
    assert [clock.state for clock in clocks] == ["late", "not_yet"]
    assert client.get(page("incident_notice", incident.pk, "results", "docx")).getvalue().startswith(b"PK")
    assert client.get(reverse("participants:incident_notice", args=[incident.pk, "third", "pdf"])).status_code == 404


def test_home_shows_the_terms_to_the_curator_and_the_director(as_role, world):
    fill(world, 2)
    for role in ("curator", "director"):
        terms = as_role(role).get("/").context["terms"]
        assert (terms.requests, terms.incidents, terms.ending) == (2, 2, 2)
