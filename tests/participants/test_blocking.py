"""Until the data is destroyed on request, nothing of it is changed, printed or given out."""

import pytest
from django.urls import reverse

from participants.drafts import PersonDraft
from participants.judging import judge
from participants.models import Certificate, Course, Participation, Session, SubjectRequest
from participants.selectors.bank import Bank
from participants.selectors.consents import papers_to_sign
from participants.selectors.exports import leaving
from participants.selectors.training import candidates
from participants.services.people import PersonRefused, change_person
from participants.services.questionnaires import QuestionnaireRefused, link_of, make_links
from participants.services.training import TrainingRefused, issue_certificates, mark_attendance

from ..factories import NOW, TODAY, make_consent, make_participation, make_person


@pytest.fixture
def row(world) -> Participation:
    person = make_person(world.a1)
    make_consent(person), make_consent(person, "participation")
    return make_participation(person)


def ask(row: Participation, kind: str, **fields) -> None:
    SubjectRequest.objects.create(
        organization=row.organization, person=row.person, kind=kind, received_on=TODAY, due_on=TODAY, created_at=NOW,
        **fields,
    )  # fmt: skip


def may_leave(row: Participation) -> tuple[bool, bool]:
    papers = papers_to_sign(Participation.objects.all(), ["processing"], only_missing=False, on=TODAY)
    return bool(leaving(row.organization, "mentee", TODAY).entries), bool(papers)


@pytest.mark.parametrize("kind", ["withdrawal", "stop_processing", "purpose_reached"])
def test_who_is_to_be_destroyed_is_left_alone(world, as_role, row, kind):
    by = {"by": world.curator, "at": NOW}
    token = make_links([row], **by)[0].token
    assert may_leave(row) == (True, True)
    ask(row, kind, blocked_on=TODAY)
    assert may_leave(row) == (False, False)
    assert link_of(token, at=NOW) is None
    with pytest.raises(PersonRefused):
        change_person(row.person, PersonDraft.of(row.person), seen=1, **by)
    with pytest.raises(QuestionnaireRefused):
        make_links([row], **by)
    blank = reverse("participants:consent_blank", args=[row.person.pk, "processing", "pdf"])
    assert as_role("curator").get(blank).status_code == 404


@pytest.mark.parametrize(("kind", "state"), [("access", "open"), ("rectification", "open"), ("withdrawal", "refused")])
def test_other_requests_block_nothing(world, row, kind, state):
    ask(row, kind, state=state, closed_on=None if state == "open" else TODAY)
    assert may_leave(row) == (True, True)
    change_person(row.person, PersonDraft.of(row.person), seen=1, by=world.curator, at=NOW)


def test_an_upload_says_nothing_new_of_them(world, row):
    values = {"last_name": "Соколова", "first_name": "Дарья", "patronymic": "Олеговна", "class_group": "11 «Б»"}
    values |= {"form": row.form_id}
    assert judge(values, Bank.of(world.a1, "mentee"), TODAY).verdict == "changed"
    ask(row, "withdrawal")
    judgement = judge(values, Bank.of(world.a1, "mentee"), TODAY)
    assert (judgement.verdict, judgement.changes) == ("rejected", {})
    assert "уничтожаются" in judgement.problems[0].message


def test_they_are_in_no_sheet_and_their_certificates_are_not_given_out(world, as_role):
    person = make_person(world.a1, kind="employee", last_name="Орлова")
    mentor = make_participation(person, "mentor")
    course = Course.objects.create(organization=world.a1, title="Школа", starts_on=TODAY, ends_on=TODAY)
    session = Session.objects.create(course=course, on=TODAY, topic="Начало", hours=2)
    by = {"by": world.curator, "at": NOW}
    mark_attendance(course, was=[], present=[(session.pk, mentor.pk)], **by)
    [certificate] = issue_certificates(course, issued_on=TODAY, **by)
    paper = reverse("participants:certificate", args=[certificate.pk])
    papers = reverse("participants:certificates_print", args=[course.pk])
    client = as_role("curator")
    assert [client.get(address).status_code for address in (paper, papers)] == [200, 200]
    ask(mentor, "stop_processing")
    assert [client.get(address).status_code for address in (paper, papers)] == [404, 404]
    assert not candidates(course)
    assert mark_attendance(course, was=[(session.pk, mentor.pk)], present=[], **by) == 0
    Certificate.objects.all().delete()
    with pytest.raises(TrainingRefused):
        issue_certificates(course, issued_on=TODAY, **by)
