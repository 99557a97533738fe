"""The pages of execution: who sees what, marking with documents, and what goes wrong said in words."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.models import StoredFile
from orders.services import register_paper_order
from organizations.models import Role
from roadmaps.models import Activity, Evidence, Occurrence, Responsible, Roadmap
from roadmaps.services import execution
from roadmaps.services.execution import EvidenceDraft
from roadmaps.services.occurrences import generate_occurrences, set_dates

from ..factories import NOW, make_member, make_organization, make_roadmap

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def activity(world) -> Activity:
    """An activity of an approved roadmap of school a1, due three days ago and in five days."""
    roadmap = make_roadmap(world.a1, activities=1, state=Roadmap.State.APPROVED)
    generate_occurrences(roadmap)
    activity = Activity.objects.get(section__roadmap=roadmap)
    today = timezone.localdate()
    set_dates(activity, [(None, today + timedelta(days=day)) for day in (-3, 5)], by=world.curator, at=NOW)
    return Activity.objects.get(pk=activity.pk)


@pytest.fixture
def late(activity) -> Occurrence:
    return activity.occurrences.first()


def page_of(client, activity: Activity) -> str:
    return client.get(activity.get_absolute_url()).content.decode()


def done_url(occurrence: Occurrence, query: str = "") -> str:
    return reverse("roadmaps:occurrence_done", args=[occurrence.pk]) + query


def filled(**fields) -> dict:
    return {"done_on": timezone.localdate().isoformat(), "seen": 0, "note": "", "link": "", **fields}


# --- the page of an activity ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "marks", "waives", "sets_dates"),
    [
        ("curator", True, True, True),
        ("director", True, True, False),
        ("executor", False, False, False),
        ("methodologist", False, False, False),
        ("coordinator", False, False, False),
        ("administrator", False, False, False),
    ],
)
def test_each_role_is_offered_what_it_may_do(as_role, activity, late, role, marks, waives, sets_dates):
    page = page_of(as_role(role), activity)
    assert activity.title in page
    assert (done_url(late) in page) is marks
    assert (reverse("roadmaps:occurrence_waive", args=[late.pk]) in page) is waives
    assert (reverse("roadmaps:activity_dates", args=[activity.pk]) in page) is sets_dates


def test_an_executor_marks_what_they_answer_for(as_role, world, activity, late):
    Responsible.objects.create(activity=activity, kind="person", text="Executor", user=world.executor)
    assert done_url(late) in page_of(as_role("executor"), activity)


@pytest.mark.parametrize("role", ["methodologist", "coordinator", "administrator"])
def test_those_above_learn_how_many_documents_there_are_and_nothing_of_them(as_role, world, activity, late, role):
    draft = EvidenceDraft(upload=SimpleUploadedFile("Список детей.pdf", PDF), note="Иванов Пётр, 7 «А»")
    evidence = execution.add_evidence(late, draft, by=world.curator, at=NOW)
    assert "Список детей" in page_of(as_role("curator"), activity)
    page = page_of(as_role(role), activity)
    assert "Список детей" not in page
    assert "Иванов" not in page
    download = reverse("roadmaps:evidence_download", args=[evidence.pk])
    assert download not in page
    assert as_role(role).get(download).status_code == 403


def test_a_draft_speaks_of_no_dates_to_mark(as_role, world):
    activity = Activity.objects.filter(section__roadmap=make_roadmap(world.a1)).first()
    assert "occurrence-" not in page_of(as_role("curator"), activity)


def test_markup_in_a_name_stays_text(as_role, world, activity, late):
    execution.add_evidence(late, EvidenceDraft(note="<script>alert(1)</script>"), by=world.curator, at=NOW)
    assert "<script>alert(1)" not in page_of(as_role("curator"), activity)


# --- marking -------------------------------------------------------------------------------------------------------


def test_marked_from_home_with_an_order_two_files_and_a_note_leads_back_home(as_role, world, late):
    order = register_paper_order(
        organization=world.a1, number="14-а", signed_on=NOW.date(), title="О группе", by=world.curator, at=NOW
    )
    uploads = [SimpleUploadedFile("Скан 1.pdf", PDF), SimpleUploadedFile("Скан 2.pdf", PDF + b"\n")]
    response = as_role("curator").post(
        done_url(late, "?back=home"), filled(order=order.pk, uploads=uploads, note="Всё на месте")
    )
    assert response.url == reverse("home")
    late.refresh_from_db()
    assert late.state == Occurrence.State.DONE
    assert [(each.kind, each.note) for each in late.evidence.all()] == [
        ("order", "Всё на месте"),
        ("file", ""),
        ("file", ""),
    ]


def test_the_form_offers_the_orders_of_the_own_register_only(as_role, world, late):
    for organization in (world.a1, world.a2):
        register_paper_order(
            organization=organization, number="14-а", signed_on=NOW.date(), title=f"О {organization}", by=None, at=NOW
        )
    page = as_role("curator").get(done_url(late)).content.decode()
    assert f"О {world.a1}" in page
    assert f"О {world.a2}" not in page


@pytest.mark.parametrize(
    "fields",
    [
        {"done_on": ""},
        {"done_on": "31.02.2027"},
        {"done_on": "9999-12-31"},
        {"order": "987654321"},
        {"order": "не число"},
        {"link": "javascript:alert(1)"},
        {"note": "н" * 1001},
        {"seen": "1"},
        {"seen": "не число"},
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_marked(as_role, late, fields):
    response = as_role("curator").post(done_url(late), filled(**fields))
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    late.refresh_from_db()
    assert late.state == Occurrence.State.NOT_STARTED
    assert not Evidence.objects.exists()


def test_one_wrong_file_among_several_is_named_and_nothing_is_kept(as_role, late):
    uploads = [SimpleUploadedFile("Скан.pdf", PDF), SimpleUploadedFile("Программа.exe", b"MZ")]
    response = as_role("curator").post(done_url(late), filled(uploads=uploads))
    assert ".exe" in response.content.decode()
    late.refresh_from_db()
    assert late.state == Occurrence.State.NOT_STARTED
    assert not StoredFile.objects.exists()


def test_a_form_that_went_stale_says_so(as_role, world, late):
    client = as_role("curator")
    client.get(done_url(late))
    execution.mark_done(late, done_on=timezone.localdate(), by=world.director, at=timezone.now())
    response = client.post(done_url(late), filled(note="Второй раз"))
    assert "error-summary" in response.content.decode()
    assert not late.evidence.exists()


def test_begun_not_begun_waived_and_open_again(as_role, late):
    client = as_role("curator")
    for name, data, state in (
        ("start", {}, "in_progress"),
        ("reopen", {}, "not_started"),
        ("waive", {"reason": "Проводит муниципалитет"}, "not_required"),
        ("reopen", {}, "not_started"),
    ):
        response = client.post(reverse(f"roadmaps:occurrence_{name}", args=[late.pk]), data)
        assert response.url == late.get_absolute_url()
        late.refresh_from_db()
        assert late.state == state


def test_a_second_click_on_begin_is_answered_with_a_word(as_role, late):
    client, url = as_role("curator"), reverse("roadmaps:occurrence_start", args=[late.pk])
    client.post(url)
    response = client.post(url, follow=True)
    assert "notice tone-bad" in response.content.decode()


def test_a_document_is_added_to_what_is_done_and_removed_once_it_is_open_again(as_role, world, late):
    execution.mark_done(late, done_on=timezone.localdate(), by=world.curator, at=timezone.now())
    client = as_role("curator")
    client.post(reverse("roadmaps:evidence_add", args=[late.pk]), {"note": "Протокол"})
    evidence = late.evidence.get()
    remove = reverse("roadmaps:evidence_remove", args=[evidence.pk])
    client.post(remove)
    assert late.evidence.exists()
    client.post(reverse("roadmaps:occurrence_reopen", args=[late.pk]))
    assert "Протокол" in client.get(remove).content.decode()
    client.post(remove)
    assert not late.evidence.exists()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [("15.12.2026", 1), ("01.12.2026 – 15.12.2026\n20.12.2026", 2), ("", 1), ("31.11.2026", None), ("5 – 1", None)],
)
def test_dates_by_hand_are_read_line_by_line(as_role, activity, lines, expected):
    response = as_role("curator").post(reverse("roadmaps:activity_dates", args=[activity.pk]), {"dates": lines})
    if expected is None:
        assert "error-summary" in response.content.decode()
        assert activity.occurrences.count() == 2
    else:
        assert activity.occurrences.count() == expected


# --- the matrix ----------------------------------------------------------------------------------------------------


def matrix(client, **query) -> str:
    return client.get(reverse("roadmaps:execution"), query, headers={"HX-Request": "true"}).content.decode()


def test_the_matrix_leads_from_an_institution_to_its_roadmap_and_counts_all(as_role, world, activity):
    page = matrix(as_role("methodologist"))
    assert activity.roadmap.get_absolute_url() in page
    assert world.a2.get_absolute_url() in page  # has no roadmap: to the institution itself
    assert world.b1.short_name not in page
    assert "<tfoot>" in page


def test_the_matrix_is_narrowed_by_state_and_by_municipality(as_role, world, activity):
    client = as_role("coordinator")
    late = matrix(client, status="overdue")
    assert world.a1.short_name in late
    assert world.a2.short_name not in late
    south = matrix(client, municipality=world.south.pk)
    assert world.b1.short_name in south
    assert world.a1.short_name not in south


@pytest.mark.parametrize(
    "query", [{"status": "нет"}, {"municipality": "x"}, {"municipality": "9" * 30}, {"page": "x"}]
)
def test_a_strange_choice_breaks_nothing(as_role, world, query):
    assert as_role("coordinator").get(reverse("roadmaps:execution"), query).status_code == 200


def test_a_roadmap_in_preparation_says_how_far_it_is(as_role, world):
    submitted = make_roadmap(world.a1, state=Roadmap.State.SUBMITTED)
    assert submitted.get_absolute_url() in matrix(as_role("methodologist"), status="submitted")


# --- costs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_activity_costs_the_same_for_few_rows_and_for_many(
    as_role, world, activity, django_assert_num_queries, rows
):
    today = timezone.localdate()
    set_dates(activity, [(None, today + timedelta(days=day)) for day in range(rows)], by=world.curator, at=NOW)
    for occurrence in activity.occurrences.all():
        for number in range(rows):
            draft = EvidenceDraft(upload=SimpleUploadedFile("a.pdf", PDF + str(number).encode()))
            execution.add_evidence(occurrence, draft, by=world.curator, at=NOW)
    client = as_role("curator")
    with django_assert_num_queries(14):
        page_of(client, activity)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_matrix_costs_the_same_for_few_rows_and_for_many(as_role, world, django_assert_num_queries, rows):
    for number in range(rows):
        school = make_organization(f"extra-{number}", world.north)
        make_member(Role.CURATOR, school)
        generate_occurrences(make_roadmap(school, state=Roadmap.State.APPROVED))
        make_roadmap(school, state=Roadmap.State.DRAFT)
    client = as_role("methodologist")
    with django_assert_num_queries(9):
        client.get(reverse("roadmaps:execution"))
