"""Execution: occurrences of an approved roadmap, their states, evidence, and who is late."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.files import FileRefused
from core.models import AuditEntry, StoredFile
from core.states import ForbiddenMove, StateConflict
from organizations.models import Role
from roadmaps.models import Activity, Evidence, Occurrence, Responsible, Roadmap
from roadmaps.selectors.execution import agenda_for, deadlines_to_settle, figures_of, turns_of
from roadmaps.selectors.standings import standings
from roadmaps.services import execution
from roadmaps.services.execution import EvidenceDraft, ExecutionRefused
from roadmaps.services.occurrences import DatesRefused, generate_occurrences, set_dates

from ..factories import NOW, TODAY, make_member, make_roadmap

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def roadmap(world) -> Roadmap:
    """An approved roadmap of school a1 with one activity due on 15 April 2027."""
    roadmap = make_roadmap(world.a1, activities=1, state=Roadmap.State.APPROVED)
    generate_occurrences(roadmap)
    return roadmap


@pytest.fixture
def occurrence(roadmap) -> Occurrence:
    return Occurrence.objects.get()


def reword(roadmap: Roadmap, phrase: str) -> Activity:
    """The roadmap's only activity with another deadline phrase and the occurrences that follow from it."""
    activity = Activity.objects.get(section__roadmap=roadmap)
    activity.deadline = phrase
    activity.save()
    Occurrence.objects.all().delete()
    generate_occurrences(roadmap)
    return Activity.objects.get(pk=activity.pk)


def dues(activity: Activity) -> list[date | None]:
    return list(activity.occurrences.values_list("due", flat=True))


def test_working_days_are_counted_by_the_production_calendar(roadmap):
    """In 2027 the 3rd of May is off for the 1st, which is a Saturday."""
    activity = reword(roadmap, "до 2 рабочего дня мая")
    assert dues(activity) == [date(2027, 5, 5)]
    assert [each.due for each in activity.schedule.occurrences()] == [date(2027, 5, 5)]


# --- from the deadline to occurrences ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("до 15.04.2027", [date(2027, 4, 15)]),
        ("Декабрь 2026 и май 2027", [date(2026, 12, 31), date(2027, 5, 31)]),
        ("До 15 ноября и до 15 июня, ежегодно", [date(2026, 11, 15), date(2027, 6, 15)]),
        ("В течение года", [None]),
        ("по запросу", [None]),
        ("до 15.10.2026, далее - по мере необходимости", [date(2026, 10, 15), None]),
    ],
)
def test_a_phrase_gives_its_occurrences(roadmap, phrase, expected):
    assert dues(reword(roadmap, phrase)) == expected


def test_a_frequency_must_be_met_as_often_as_it_says(roadmap):
    activity = reword(roadmap, "Не менее 3 раз в год")
    assert {occurrence.needed for occurrence in activity.occurrences.all()} == {3}


def test_generating_twice_makes_nothing_twice(roadmap):
    generate_occurrences(roadmap)
    assert Occurrence.objects.count() == 1


def test_the_next_version_takes_over_what_was_done(world, roadmap, occurrence):
    execution.mark_done(occurrence, done_on=TODAY, by=world.curator, at=NOW, evidence=[EvidenceDraft(note="Протокол")])
    roadmap.state = Roadmap.State.ARCHIVED
    roadmap.save()
    following = make_roadmap(world.a1, activities=1, state=Roadmap.State.APPROVED, chain=roadmap.chain, version=2)
    heir = Activity.objects.get(section__roadmap=following)
    heir.uid = occurrence.activity.uid
    heir.save()
    generate_occurrences(following, previous=roadmap)
    [taken] = heir.occurrences.all()
    assert taken.pk == occurrence.pk
    assert taken.state == Occurrence.State.DONE
    assert taken.evidence.count() == 1


def test_dates_by_hand_take_the_place_of_the_phrase(world, roadmap, occurrence):
    activity = occurrence.activity
    set_dates(activity, [(None, date(2027, 3, 1)), (date(2027, 5, 1), date(2027, 5, 10))], by=world.curator, at=NOW)
    assert dues(activity) == [date(2027, 3, 1), date(2027, 5, 10)]
    set_dates(activity, [], by=world.curator, at=NOW)
    assert dues(activity) == [date(2027, 4, 15)]


def test_what_was_touched_survives_other_dates(world, roadmap, occurrence):
    execution.start_occurrence(occurrence, by=world.curator, at=NOW)
    set_dates(occurrence.activity, [(None, date(2027, 3, 1))], by=world.curator, at=NOW)
    assert dues(occurrence.activity) == [date(2027, 3, 1), date(2027, 4, 15)]


def test_a_term_that_ends_before_it_opens_is_refused(world, occurrence):
    with pytest.raises(DatesRefused):
        set_dates(occurrence.activity, [(date(2027, 5, 2), date(2027, 5, 1))], by=world.curator, at=NOW)


# --- states ----------------------------------------------------------------------------------------------------------


def act(name: str, occurrence: Occurrence, by):
    """One of the four verbs with what it needs."""
    extra = {"mark_done": {"done_on": TODAY}, "waive_occurrence": {"reason": "проводит муниципалитет"}}.get(name, {})
    getattr(execution, name)(occurrence, by=by, at=NOW, **extra)


SQUARE = {
    "start_occurrence": {
        "not_started": "in_progress",
        "in_progress": None,
        "done": "in_progress",
        "not_required": None,
    },
    "mark_done": {"not_started": "done", "in_progress": "done", "done": None, "not_required": None},
    "waive_occurrence": {
        "not_started": "not_required",
        "in_progress": "not_required",
        "done": None,
        "not_required": None,
    },
    "reopen_occurrence": {
        "not_started": None,
        "in_progress": "not_started",
        "done": "in_progress",
        "not_required": "not_started",
    },
}


@pytest.mark.parametrize("verb", SQUARE)
@pytest.mark.parametrize("state", Occurrence.State.values)
def test_the_whole_square_of_states(world, occurrence, verb, state):
    Occurrence.objects.update(state=state, reason="проводит муниципалитет")
    occurrence.refresh_from_db()
    wanted = SQUARE[verb][state]
    if wanted is None:
        with pytest.raises(ForbiddenMove):
            act(verb, occurrence, world.curator)
        wanted = state
    else:
        act(verb, occurrence, world.curator)
    occurrence.refresh_from_db()
    assert occurrence.state == wanted


def test_two_clicks_mark_once(world, occurrence):
    twin = Occurrence.objects.get(pk=occurrence.pk)
    execution.mark_done(occurrence, done_on=TODAY, by=world.curator, at=NOW)
    with pytest.raises(StateConflict):
        execution.mark_done(twin, done_on=TODAY, by=world.curator, at=NOW)
    assert AuditEntry.objects.filter(verb="occurrence.done").count() == 1


def test_several_times_are_counted_until_it_is_done(world, roadmap):
    occurrence = reword(roadmap, "Не менее 3 раз в год").occurrences.first()
    states = []
    for _time in range(3):
        execution.mark_done(occurrence, done_on=TODAY, by=world.curator, at=NOW)
        states.append(occurrence.state)
    assert states == ["in_progress", "in_progress", "done"]


def test_two_clicks_count_one_time(world, roadmap):
    occurrence = reword(roadmap, "Не менее 3 раз в год").occurrences.first()
    twin = Occurrence.objects.get(pk=occurrence.pk)
    execution.mark_done(occurrence, done_on=TODAY, by=world.curator, at=NOW)
    with pytest.raises(StateConflict):
        execution.mark_done(twin, done_on=TODAY, by=world.curator, at=NOW)


def test_a_form_sent_twice_counts_one_time(world, roadmap):
    occurrence = reword(roadmap, "Не менее 3 раз в год").occurrences.first()
    execution.mark_done(occurrence, done_on=TODAY, by=world.curator, at=NOW, seen=0)
    with pytest.raises(ExecutionRefused):
        execution.mark_done(Occurrence.objects.get(), done_on=TODAY, by=world.curator, at=NOW, seen=0)


@pytest.mark.parametrize("done_on", [TODAY + timedelta(days=1), date(1026, 11, 1)])
def test_an_impossible_day_of_completion_is_refused(world, occurrence, done_on):
    with pytest.raises(ExecutionRefused):
        execution.mark_done(occurrence, done_on=done_on, by=world.curator, at=NOW)


def test_a_waiver_needs_its_reason(world, occurrence):
    with pytest.raises(ExecutionRefused):
        execution.waive_occurrence(occurrence, reason="  ", by=world.curator, at=NOW)


def test_nothing_is_marked_by_a_plan_that_is_not_in_force(world, occurrence):
    Roadmap.objects.update(state=Roadmap.State.ARCHIVED)
    with pytest.raises(ExecutionRefused):
        execution.start_occurrence(Occurrence.objects.get(), by=world.curator, at=NOW)


# --- evidence --------------------------------------------------------------------------------------------------------


def test_a_file_is_kept_and_given_out_to_the_own_organisation_only(as_role, world, occurrence):
    upload = SimpleUploadedFile("приказ.pdf", PDF)
    evidence = execution.add_evidence(occurrence, EvidenceDraft(upload=upload), by=world.curator, at=NOW)
    url = reverse("roadmaps:evidence_download", args=[evidence.pk])
    response = as_role("curator").get(url)
    assert b"".join(response.streaming_content) == PDF
    assert "attachment" in response["Content-Disposition"]
    assert as_role("methodologist").get(url).status_code == 403
    assert as_role("stranger").get(url).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("приказ.exe", b"MZ"),
        ("приказ.pdf", b""),
        ("приказ.pdf", b"<html><script>alert(1)</script>"),
        ("приказ.docx", b"PK\x03\x04 broken"),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_kept(world, occurrence, name, content):
    with pytest.raises(FileRefused):
        execution.add_evidence(
            occurrence, EvidenceDraft(upload=SimpleUploadedFile(name, content)), by=world.curator, at=NOW
        )
    assert not StoredFile.objects.exists()
    assert not Evidence.objects.exists()


def test_too_large_a_file_is_refused(world, occurrence, settings):
    settings.UPLOAD_LIMIT_BYTES = 10
    with pytest.raises(FileRefused):
        execution.add_evidence(
            occurrence, EvidenceDraft(upload=SimpleUploadedFile("приказ.pdf", PDF)), by=world.curator, at=NOW
        )


def test_a_wrong_file_leaves_the_occurrence_unmarked(as_role, world, occurrence):
    url = reverse("roadmaps:occurrence_done", args=[occurrence.pk])
    bad = SimpleUploadedFile("приказ.exe", b"MZ")
    response = as_role("curator").post(url, {"done_on": "2026-11-16", "uploads": bad})
    assert response.status_code == 200
    assert "не принимаются" in response.content.decode()
    occurrence.refresh_from_db()
    assert occurrence.state == Occurrence.State.NOT_STARTED


def test_one_wrong_file_among_several_keeps_nothing(world, occurrence):
    drafts = [
        EvidenceDraft(upload=SimpleUploadedFile("приказ.pdf", PDF)),
        EvidenceDraft(upload=SimpleUploadedFile("приказ.exe", b"MZ")),
    ]
    with pytest.raises(FileRefused):
        execution.attach_all(occurrence, drafts, by=world.curator, at=NOW)
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_same_file_is_attached_once(world, occurrence):
    first, again = (EvidenceDraft(upload=SimpleUploadedFile(name, PDF)) for name in ("приказ.pdf", "копия.pdf"))
    execution.add_evidence(occurrence, first, by=world.curator, at=NOW)
    with pytest.raises(ExecutionRefused):
        execution.add_evidence(occurrence, again, by=world.curator, at=NOW)
    assert StoredFile.objects.count() == 1


def test_nothing_is_attached_to_a_plan_that_is_not_in_force(world, occurrence):
    Roadmap.objects.update(state=Roadmap.State.ARCHIVED)
    with pytest.raises(ExecutionRefused):
        execution.add_evidence(Occurrence.objects.get(), EvidenceDraft(note="Протокол"), by=world.curator, at=NOW)


def test_nothing_attached_is_refused(world, occurrence):
    with pytest.raises(ExecutionRefused):
        execution.add_evidence(occurrence, EvidenceDraft(), by=world.curator, at=NOW)


def test_evidence_of_a_closed_activity_stays(world, occurrence):
    evidence = execution.add_evidence(occurrence, EvidenceDraft(note="Протокол"), by=world.curator, at=NOW)
    execution.mark_done(occurrence, done_on=TODAY, by=world.curator, at=NOW)
    with pytest.raises(ExecutionRefused):
        execution.remove_evidence(evidence, by=world.curator, at=NOW)
    execution.reopen_occurrence(occurrence, by=world.curator, at=NOW)
    execution.remove_evidence(Evidence.objects.get(), by=world.curator, at=NOW)
    assert not Evidence.objects.exists()


# --- questions -------------------------------------------------------------------------------------------------------


def test_the_agenda_of_a_curator_holds_what_is_late_and_what_comes(world, roadmap):
    set_dates(
        Activity.objects.get(section__roadmap=roadmap),
        [(None, TODAY - timedelta(days=1)), (None, TODAY), (None, TODAY + timedelta(days=31))],
        by=world.curator,
        at=NOW,
    )
    agenda = agenda_for(world.curator, TODAY)
    assert [row.due for row in agenda.overdue] == [TODAY - timedelta(days=1)]
    assert [row.due for row in agenda.coming] == [TODAY]


def test_a_plan_long_over_is_nobodys_agenda(world, roadmap):
    set_dates(Activity.objects.get(section__roadmap=roadmap), [(None, TODAY)], by=world.curator, at=NOW)
    assert agenda_for(world.curator, date(2027, 10, 25)).overdue
    assert not agenda_for(world.curator, date(2027, 10, 27))


def test_the_turns_of_an_activity(world, roadmap):
    dates = [(None, TODAY + timedelta(days=day)) for day in (-3, -2, 5, 40, 70)]
    activity = Activity.objects.get(section__roadmap=roadmap)
    set_dates(activity, dates, by=world.curator, at=NOW)
    late, done, *_others = activity.occurrences.all()
    execution.mark_done(done, done_on=TODAY, by=world.curator, at=NOW)
    turns = turns_of(activity, TODAY)
    assert [turn.occurrence for turn in turns.now] == [late]
    assert [turn.occurrence for turn in turns.closed] == [done]
    assert len(turns.later) == 3
    execution.mark_done(late, done_on=TODAY, by=world.curator, at=NOW)
    turns = turns_of(activity, TODAY)
    assert [turn.occurrence.due for turn in turns.now] == [TODAY + timedelta(days=5)]


def test_an_executor_sees_only_their_own(world, occurrence):
    on = occurrence.due
    assert not agenda_for(world.executor, on)
    Responsible.objects.create(activity=occurrence.activity, kind="person", text="Executor", user=world.executor)
    assert agenda_for(world.executor, on).coming == [occurrence]


def test_a_deadline_nobody_can_read_asks_for_dates(world, roadmap):
    activity = reword(roadmap, "образования соответствующего")
    assert deadlines_to_settle(world.curator, TODAY).unclear == [activity]
    set_dates(activity, [(None, TODAY)], by=world.curator, at=NOW)
    assert deadlines_to_settle(world.curator, TODAY).unclear == []


def test_figures_count_what_is_done_late_and_waived(world, roadmap):
    dates = [(None, TODAY + timedelta(days=day)) for day in (-3, -2, -1, 5)]
    set_dates(Activity.objects.get(section__roadmap=roadmap), dates, by=world.curator, at=NOW)
    first, second, _third, _coming = Occurrence.objects.all()
    execution.mark_done(first, done_on=TODAY, by=world.curator, at=NOW)
    execution.waive_occurrence(second, reason="проводит муниципалитет", by=world.curator, at=NOW)
    figures = figures_of(roadmap, TODAY)
    assert (figures.total, figures.done, figures.overdue, figures.waived) == (4, 1, 1, 1)
    assert figures.required == 3
    assert figures.percent == 33


def test_the_matrix_shows_every_institution_below_and_none_beside(world, roadmap):
    set_dates(
        Activity.objects.get(section__roadmap=roadmap), [(None, TODAY - timedelta(days=1))], by=world.curator, at=NOW
    )
    found = {standing.organization: standing.status for standing in standings(world.methodologist, TODAY)}
    assert found == {world.a1: "overdue", world.a2: "not_started"}


def test_the_matrix_costs_the_same_for_any_number_of_institutions(world, roadmap, django_assert_num_queries):
    make_member(Role.CURATOR, world.a2)
    generate_occurrences(make_roadmap(world.a2, activities=2, state=Roadmap.State.APPROVED))
    with django_assert_num_queries(5):
        assert len(standings(world.methodologist, TODAY)) == 2
