"""The School of mentors: from the plan to the certificate on paper."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AuditEntry
from participants.models import Attendance, Certificate, Course, Participation, Programme, Session
from participants.selectors.stages import Stage, with_stage
from participants.selectors.training import due_certificates, sheet_of, with_numbers
from participants.services.training import (
    TrainingRefused,
    add_session,
    change_course,
    delete_course,
    delete_session,
    issue_certificates,
    mark_attendance,
)

from ..factories import NOW, TODAY, make_consent, make_participation, make_person


@pytest.fixture
def curator(as_role):
    return as_role("curator")


@pytest.fixture
def course(world):
    course = Course.objects.create(
        organization=world.a1, title="Наставник с нуля", starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 1)
    )
    for day, hours in ((5, 3), (12, 3), (19, 2)):
        Session.objects.create(course=course, on=date(2026, 9, day), topic=f"Занятие {day}", hours=hours)
    return course


@pytest.fixture
def mentor(world):
    person = make_person(world.a1, kind="employee", last_name="Орлова", first_name="Вера", sex="f")
    return make_participation(person, "mentor")


def mark(course, participation, number, world):
    present = {(session.pk, participation.pk) for session in course.sessions.all()[:number]}
    was = set(Attendance.objects.filter(participation=participation).values_list("session", "participation"))
    return mark_attendance(course, was=was, present=present, by=world.curator, at=NOW)


def test_a_course_and_its_plan_from_the_forms(curator, world):
    answers = {"title": "Школа", "starts_on": "2026-09-01", "ends_on": "2026-10-01", "needed_share": 75, "seen": 1}
    wrong = curator.post(reverse("participants:course_add"), answers | {"ends_on": "2026-08-01"})
    assert "error-summary" in wrong.content.decode()
    response = curator.post(reverse("participants:course_add"), answers)
    course = Course.objects.get()
    assert response.url == course.get_absolute_url()
    add = reverse("participants:session_add", args=[course.pk])
    session = {"on": "2026-09-10", "topic": "Общение с подростком", "hours": "1.5", "trainer": "Ким О. П."}
    outside = curator.post(add, session | {"on": "2026-11-10"}).content.decode()
    assert "error-summary" in outside
    assert curator.post(add, session).url == course.get_absolute_url()
    page = curator.get(course.get_absolute_url()).content.decode()
    assert "Общение с подростком" in page
    edit = reverse("participants:session_edit", args=[course.sessions.get().pk])
    curator.post(edit, session | {"hours": "2"})
    assert course.sessions.get().hours == 2
    curator.post(reverse("participants:session_delete", args=[course.sessions.get().pk]))
    assert not course.sessions.exists()
    curator.post(reverse("participants:course_delete", args=[course.pk]))
    assert not Course.objects.exists()


def test_hours_share_and_who_has_earned(world, course, mentor):
    for number, hours, share, earned in ((1, 3, 37, False), (2, 6, 75, True), (3, 8, 100, True), (0, 0, 0, False)):
        mark(course, mentor, number, world)
        row = sheet_of(course, Participation.objects.filter(pk=mentor.pk))[0]
        assert (row.hours, row.share, row.earned) == (Decimal(hours), share, earned)


def test_marks_of_others_of_the_future_and_of_strangers_are_passed_over(world, course, mentor):
    stranger = make_participation(make_person(world.b1, kind="employee"), "mentor")
    mentee = make_participation(make_person(world.a1), "mentee")
    future = Session.objects.create(course=course, on=date(2026, 11, 30), topic="Потом", hours=2)
    first = course.sessions.first()
    rows = [mentor, stranger, mentee]
    present = {(first.pk, row.pk) for row in rows} | {(future.pk, mentor.pk), (None, None), (first.pk, 10**9)}
    mark_attendance(course, was=set(), present=present, by=world.curator, at=NOW)
    assert list(Attendance.objects.values_list("session", "participation")) == [(first.pk, mentor.pk)]
    assert mark_attendance(course, was=set(), present=present, by=world.curator, at=NOW) == 0
    assert AuditEntry.objects.filter(verb="attendance.marked").count() == 1


def test_a_certificate_ends_the_training(world, course, mentor):
    programme = Programme.objects.create(
        organization=world.a1, title="Вместе", form=mentor.form, starts_on=date(2026, 9, 1),
        ends_on=date(2027, 5, 31), training_required=True,
    )  # fmt: skip
    Participation.objects.filter(pk=mentor.pk).update(programme=programme)
    for kind in ("processing", "participation", "mentor_duty"):
        make_consent(mentor.person, kind)
    assert with_stage(Participation.objects.all(), TODAY).get().stage == Stage.TRAINING
    mark(course, mentor, 2, world)
    issue_certificates(course, issued_on=TODAY, by=world.curator, at=NOW)
    assert with_stage(Participation.objects.all(), TODAY).get().stage == Stage.READY


def test_numbers_run_through_the_year_of_the_institution(world, course, mentor):
    other = Course.objects.create(
        organization=world.a1, title="Второй", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30)
    )
    Session.objects.create(course=other, on=date(2026, 9, 5), topic="Тема", hours=2)
    foreign = Course.objects.create(
        organization=world.a2, title="Чужой", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30)
    )
    Certificate.objects.create(
        participation=make_participation(make_person(world.a2, kind="employee"), "mentor"), course=foreign,
        number="2026/1", issued_on=TODAY, hours=2, title="Чужой",
    )  # fmt: skip
    for each in (course, other):
        mark(each, mentor, 3, world)
        issue_certificates(each, issued_on=TODAY, by=world.curator, at=NOW)
    numbers = Certificate.objects.filter(participation=mentor).order_by("pk").values_list("number", flat=True)
    assert list(numbers) == ["2026/1", "2026/2"]
    assert not due_certificates(course)


def test_what_is_refused(world, course, mentor):
    by = {"by": world.curator, "at": NOW}
    with pytest.raises(TrainingRefused):
        issue_certificates(course, issued_on=TODAY, **by)
    mark(course, mentor, 3, world)
    for day in (date(2026, 9, 18), date(2026, 12, 30)):
        with pytest.raises(TrainingRefused):
            issue_certificates(course, issued_on=day, **by)
    for refused in (lambda: delete_course(course, **by), lambda: delete_session(course.sessions.first(), **by)):
        with pytest.raises(TrainingRefused):
            refused()
    course.ends_on = date(2026, 9, 10)
    with pytest.raises(TrainingRefused):
        change_course(course, seen=1, **by)
    course.refresh_from_db()
    issue_certificates(course, issued_on=TODAY, **by)
    with pytest.raises(TrainingRefused):
        issue_certificates(course, issued_on=TODAY, **by)
    with pytest.raises(TrainingRefused):
        add_session(course, Session(on=date(2026, 9, 20), topic="Ещё", hours=1), **by)
    unattended = Session.objects.create(course=course, on=date(2026, 9, 5), topic="Пустое", hours=1)
    with pytest.raises(TrainingRefused):
        delete_session(unattended, **by)
    assert mark(course, mentor, 0, world) == 0
    assert Attendance.objects.count() == 3


def test_the_sheet_on_the_page(curator, world, course, mentor):
    url = reverse("participants:attendance", args=[course.pk])
    first = course.sessions.first()
    assert "Орлова Вера" in curator.get(url).content.decode()
    response = curator.post(url, {"was": "x-y 9", "at": [f"{first.pk}-{mentor.pk}", "x-y", "7"]})
    assert response.status_code == 302
    assert Attendance.objects.get().participation == mentor
    assert "checked" in curator.get(url).content.decode()
    shown = curator.get(url).context["was"]
    curator.post(url, {"was": shown})
    assert not Attendance.objects.exists()


def test_two_tabs_of_the_sheet_keep_each_others_marks(curator, world, course, mentor):
    other = make_participation(make_person(world.a1, kind="employee", last_name="Бондарь"), "mentor")
    url, first = reverse("participants:attendance", args=[course.pk]), course.sessions.first()
    shown = curator.get(url).context["was"]  # both tabs are open
    curator.post(url, {"was": shown, "at": [f"{first.pk}-{mentor.pk}"]})
    curator.post(url, {"was": shown, "at": [f"{first.pk}-{other.pk}"]})
    assert set(Attendance.objects.values_list("participation", flat=True)) == {mentor.pk, other.pk}


def test_the_sheet_the_programme_and_the_certificates_are_papers(curator, world, course, mentor):
    mark(course, mentor, 3, world)
    issue = reverse("participants:certificates_issue", args=[course.pk])
    assert "Орлова Вера" in curator.get(issue).content.decode()
    assert curator.post(issue, {"on": TODAY.isoformat()}).status_code == 302
    certificate = Certificate.objects.get()
    for name, pk in (
        ("course_programme", course.pk),
        ("attendance_sheet", course.pk),
        ("certificates_print", course.pk),
        ("certificate", certificate.pk),
    ):
        response = curator.get(reverse(f"participants:{name}", args=[pk]))
        assert response.getvalue().startswith(b"%PDF"), name
    printed = AuditEntry.objects.filter(verb="certificate.printed")
    assert printed.count() == 2
    assert "Орлова" not in str([(entry.subject_label, entry.changes) for entry in printed])
    assert AuditEntry.objects.filter(verb="attendance.printed").exists()
    assert certificate.number in curator.get(mentor.person.get_absolute_url()).content.decode()


def test_an_outside_certificate_with_its_scan(curator, world, mentor):
    url = reverse("participants:certificate_add", args=[mentor.pk])
    paper = SimpleUploadedFile("Удостоверение.pdf", b"%PDF-1.7 x", "application/pdf")
    answers = {"title": "Наставничество", "issuer": "ИРО", "number": "77", "issued_on": "2026-05-01", "hours": 36}
    assert curator.post(url, answers | {"paper": paper}).status_code == 302
    certificate = Certificate.objects.get()
    assert certificate.course is None
    scan = curator.get(reverse("participants:certificate_scan", args=[certificate.pk]))
    assert scan.getvalue() == b"%PDF-1.7 x"
    assert curator.get(reverse("participants:certificate", args=[certificate.pk])).status_code == 404
    mentee = make_participation(make_person(world.a1))
    refused = curator.post(reverse("participants:certificate_add", args=[mentee.pk]), answers)
    assert "error-summary" in refused.content.decode()


@pytest.mark.parametrize("role", ["methodologist", "coordinator", "administrator", "stranger"])
def test_no_name_of_the_school_leaves_it(client, world, course, mentor, role):
    Session.objects.filter(course=course).update(trainer="Тренеров Пётр")
    mark(course, mentor, 3, world)
    issue_certificates(course, issued_on=TODAY, by=world.curator, at=NOW)
    client.force_login(world.people[role])
    kept = ("attendance", "attendance_sheet", "certificates_issue", "certificates_print")
    for name in (*kept, "course", "course_programme", "courses"):
        args = [] if name == "courses" else [course.pk]
        response = client.get(reverse(f"participants:{name}", args=args))
        assert name not in kept or response.status_code in (403, 404)
        text = response.getvalue().decode(errors="ignore")
        assert "Орлова" not in text
        assert "Тренеров" not in text
    certificate = Certificate.objects.get()
    assert client.get(reverse("participants:certificate", args=[certificate.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_as_many_queries_for_any_number(curator, world, course, django_assert_num_queries, rows):
    for number in range(rows):
        make_participation(make_person(world.a1, kind="employee", last_name=f"Наставник{number}"), "mentor")
        Course.objects.create(
            organization=world.a1, title=f"Курс {number}", starts_on=TODAY, ends_on=date(2026, 12, 1)
        )
    attendance, courses = reverse("participants:attendance", args=[course.pk]), reverse("participants:courses")
    curator.get(courses)
    with django_assert_num_queries(8):
        curator.get(courses)
    with django_assert_num_queries(13):
        curator.get(attendance)


def test_numbers_of_a_course(world, course, mentor):
    mark(course, mentor, 2, world)
    found = with_numbers(Course.objects.all()).get()
    assert (found.hours, found.sessions_held, found.attended, found.trained) == (8, 3, 1, 0)
