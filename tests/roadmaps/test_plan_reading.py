"""Reading a plan: its warnings beside their rows, its months, the command that shows it."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from roadmaps.drafts import ActivityDraft, RemarkDraft, SectionDraft
from roadmaps.models import Activity, Occurrence, Roadmap
from roadmaps.selectors.plan import next_number, next_section_number, read_plan
from roadmaps.selectors.timeline import timeline
from roadmaps.services.drafting import create_roadmap
from roadmaps.services.execution import generate_occurrences

from ..factories import NOW, TODAY, make_roadmap
from .plans import drafted, fetched, source_document

# --- the plan with its warnings --------------------------------------------------------------------------------------


def test_a_warning_stands_beside_its_row_and_in_the_list(world):
    torn = ActivityDraft("1.1", "Встреча", "до 15.09.2026", remarks=(RemarkDraft("torn_row", "строка оборвана"),))
    roadmap = drafted(world, sections=(SectionDraft("1", "Раздел", activities=(torn,)),))
    plan = read_plan(fetched(roadmap), TODAY)
    activity = Activity.objects.get()
    [warning] = [each for each in plan.sections[0].rows[0].warnings if each.code == "torn_row"]
    assert warning in plan.warnings
    assert warning.anchor == f"activity-{activity.pk}"
    assert warning.said_in_place == "Строка оборвана"


def test_two_rows_of_one_number_do_not_mix(world):
    rows = (ActivityDraft("", "Первая", "ъъъ"), ActivityDraft("", "Вторая", "ъъъ"))
    roadmap = drafted(world, sections=(SectionDraft("1", "Раздел", activities=rows),))
    plan = read_plan(fetched(roadmap), TODAY)
    anchors = {warning.anchor for warning in plan.warnings if warning.code == "deadline_unclear"}
    assert anchors == {f"activity-{pk}" for pk in Activity.objects.values_list("pk", flat=True)}


def test_a_plan_is_read_without_a_query(world, django_assert_num_queries):
    roadmap = fetched(create_roadmap(source_document("hibiny"), organization=world.a1, by=None, at=NOW))
    with django_assert_num_queries(0):
        assert read_plan(roadmap, TODAY).size == 32


@pytest.mark.parametrize(
    ("states", "status"),
    [
        (["not_started"], "not_started"),
        (["not_started", "overdue"], "overdue"),
        (["done", "done"], "done"),
        (["done", "not_started"], "in_progress"),
        (["in_progress", "not_started"], "in_progress"),
        (["done", "not_required"], "done"),
        (["not_required"], "not_required"),
        ([], ""),
    ],
)
def test_one_word_for_all_occurrences_of_an_activity(world, states, status):
    roadmap = make_roadmap(world.a1, activities=1, state=Roadmap.State.APPROVED)
    for n, state in enumerate(states):
        late = state == "overdue"
        Occurrence.objects.create(
            activity=Activity.objects.get(),
            key=str(n),
            due=date(2026, 11, 1) if late else date(2027, 4, 15),
            state="not_started" if late else state,
            reason="-" if state == "not_required" else "",
        )
    assert read_plan(fetched(roadmap), TODAY).sections[0].rows[0].status == status


@pytest.mark.parametrize(("last", "following"), [("1.9", "1.10"), ("4.3.", "4.4"), ("3", "4"), ("а)", "")])
def test_the_next_number_goes_on_in_the_manner_of_the_last(world, last, following):
    roadmap = make_roadmap(world.a1, activities=1)
    Activity.objects.update(number=last)
    assert next_number(roadmap.sections.get()) == following


def test_the_first_number_of_a_section_and_the_next_section(world):
    roadmap = make_roadmap(world.a1, activities=0)
    assert next_number(roadmap.sections.get()) == "1.1"
    assert next_section_number(roadmap) == "2"


# --- by months -------------------------------------------------------------------------------------------------------


def marks(timeline) -> dict[str, list]:
    return {
        line.activity.number: [(day, status) for cell in line.cells for day, status in cell.due]
        for line in timeline.lines
    }


def test_a_school_year_from_september(world):
    shown = timeline(fetched(drafted(world)), None, TODAY)
    assert (shown.year, shown.months[0], shown.months[-1]) == (2026, date(2026, 9, 1), date(2027, 8, 1))
    assert shown.years == [(2026, "2026–2027")]
    assert marks(shown)["1.1"] == [(date(2026, 9, 15), "not_started")]
    assert len(marks(shown)["2.1"]) == 12


def test_a_window_runs_until_its_day(world):
    shown = timeline(fetched(drafted(world)), None, TODAY)
    cells = next(line.cells for line in shown.lines if line.activity.number == "1.2")
    assert [cell.runs for cell in cells[:3]] == [True, False, False]
    assert cells[1].due == [(date(2026, 10, 31), "not_started")]


def test_several_calendar_years_and_the_one_asked_for(world):
    source = fetched(create_roadmap(source_document("kaleidoskop"), organization=world.a1, by=None, at=NOW))
    assert timeline(source, None, TODAY).years == [(2022, "2022"), (2023, "2023"), (2024, "2024")]
    assert timeline(source, None, TODAY).year == 2024
    assert timeline(source, None, date(2021, 1, 1)).year == 2022
    assert timeline(source, 2023, TODAY).year == 2023
    assert timeline(source, 1999, TODAY).year == 2024


def test_the_states_of_an_approved_roadmap(world):
    roadmap = make_roadmap(world.a1, activities=1, state=Roadmap.State.APPROVED)
    generate_occurrences(roadmap)
    shown = timeline(fetched(roadmap), None, date(2027, 5, 1))
    assert marks(shown) == {"1.1": [(date(2027, 4, 15), "overdue")]}


def test_what_has_no_day_is_listed_apart(world):
    rows = (
        ActivityDraft("1.1", "По запросу", "по мере необходимости"),
        ActivityDraft("1.2", "Всегда", "в течение года"),
    )
    shown = timeline(fetched(drafted(world, sections=(SectionDraft("1", "Раздел", activities=rows),))), None, TODAY)
    assert [activity.number for activity in shown.quiet] == ["1.1"]
    assert all(cell.runs for cell in shown.lines[0].cells)


def test_dates_set_by_hand_take_the_place_of_the_phrase(world):
    roadmap = make_roadmap(world.a1, activities=1)
    Activity.objects.update(deadline="когда-нибудь", dates_by_hand=[{"opens": None, "due": "2026-12-01"}])
    assert marks(timeline(fetched(roadmap), None, TODAY)) == {"1.1": [(date(2026, 12, 1), "not_started")]}


# --- show_roadmap ----------------------------------------------------------------------------------------------------


def shown(*args) -> str:
    out = StringIO()
    call_command("show_roadmap", *args, stdout=out)
    return out.getvalue()


def test_the_command_prints_the_fixed_keys(world):
    roadmap = drafted(world)
    told = json.loads(shown("--organization", "a1", "--json"))
    assert {"title", "level", "track", "period", "status", "stamps", "sections", "warnings"} <= set(told)
    assert (told["id"], told["status"], told["period"]) == (
        roadmap.pk,
        "draft",
        {"from": "2026-09-01", "to": "2027-08-31"},
    )
    assert {"kind", "who", "position", "document", "date"} <= set(told["stamps"][0])
    section = told["sections"][0]
    assert {"number", "title", "goal", "result", "activities"} <= set(section)
    row = section["activities"][1]
    assert (row["number"], row["steps"], row["responsible"]) == (
        "1.2",
        ["учеников", "учителей"],
        ["Куратор", "Наставники"],
    )
    assert row["understood"] is True
    assert row["explanation"]
    assert {"result", "place", "warnings", "deadline", "title"} <= set(row)
    assert all(set(warning) == {"where", "code", "message"} for warning in told["warnings"])


def test_the_earliest_roadmap_unless_one_is_named(world):
    drafted(world)
    early = make_roadmap(world.a1, title="Ранняя", period_from=date(2022, 1, 1), period_to=date(2022, 12, 31))
    later = make_roadmap(world.a1, title="Поздняя")
    assert json.loads(shown("--organization", "a1", "--json"))["id"] == early.pk
    assert json.loads(shown("--organization", "a1", "--roadmap", str(later.pk), "--json"))["title"] == "Поздняя"


def test_a_text_for_people(world):
    drafted(world)
    text = shown("--organization", "a1")
    assert "1.2 Анкетирование" in text
    assert "– учеников" in text


def test_dates_set_by_hand_are_said(world):
    make_roadmap(world.a1, activities=1)
    Activity.objects.update(deadline="ъъъ", dates_by_hand=[{"opens": None, "due": "2026-12-01"}])
    row = json.loads(shown("--organization", "a1", "--json"))["sections"][0]["activities"][0]
    assert (row["understood"], row["explanation"]) == (True, "даты назначены вручную: до 01.12.2026")


@pytest.mark.parametrize(
    "args", [("--organization", "nowhere"), ("--organization", "a2"), ("--organization", "a1", "--roadmap", "999")]
)
def test_an_unknown_roadmap_is_refused_in_words(world, args):
    drafted(world)
    with pytest.raises(CommandError):
        shown(*args)


def test_a_roadmap_of_another_organisation_is_not_shown_under_this_one(world):
    foreign = make_roadmap(world.b1)
    with pytest.raises(CommandError):
        shown("--organization", "a1", "--roadmap", str(foreign.pk))
