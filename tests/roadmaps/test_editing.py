"""Editing a draft: what is written, what is refused, who was faster."""

import uuid
from dataclasses import replace
from datetime import date

import pytest

from core.models import AuditEntry
from core.revisions import StaleRevision
from organizations.models import Role
from roadmaps.drafts import ActivityDraft, ResponsibleDraft, SectionDraft, StampDraft
from roadmaps.models import Activity, Roadmap, Section
from roadmaps.services import editing
from roadmaps.services.drafting import DraftRefused
from roadmaps.services.editing import NotEditable

from ..factories import NOW, make_member, make_roadmap
from .plans import drafted, submitted


@pytest.fixture
def roadmap(world) -> Roadmap:
    return drafted(world)


def numbers(roadmap: Roadmap) -> list[list[str]]:
    """The numbers of the activities by section, as the paper lists them."""
    return [list(s.activities.order_by("position").values_list("number", flat=True)) for s in roadmap.sections.all()]


def section(number: str) -> Section:
    return Section.objects.get(number=number)


def activity(number: str) -> Activity:
    return Activity.objects.get(number=number)


def head(roadmap: Roadmap, **changes) -> dict:
    kept = {name: getattr(roadmap, name) for name in ("title", "track", "period_from", "period_to")}
    return {**kept, "stamps": (), "seen": roadmap.revision, **changes}


# --- only a draft, or what was returned ------------------------------------------------------------------------------


def new(**fields) -> ActivityDraft:
    return replace(ActivityDraft("9.9", "Новое", uid=str(uuid.uuid4())), **fields)


def new_section(**fields) -> SectionDraft:
    return SectionDraft(**{"number": "3", "title": "Новый", "uid": str(uuid.uuid4()), **fields})


CHANGES = {
    "edit_roadmap": lambda r, by: editing.edit_roadmap(r, **head(r), by=by, at=NOW),
    "renumber": lambda r, by: editing.renumber(r, by=by, at=NOW),
    "add_section": lambda r, by: editing.add_section(r, new_section(), by=by, at=NOW),
    "edit_section": lambda r, by: editing.edit_section(section("1"), new_section(), seen=1, by=by, at=NOW),
    "move_section": lambda r, by: editing.move_section(section("1"), position=2, by=by, at=NOW),
    "delete_section": lambda r, by: editing.delete_section(section("1"), by=by, at=NOW),
    "add_activity": lambda r, by: editing.add_activity(section("1"), new(), by=by, at=NOW),
    "edit_activity": lambda r, by: editing.edit_activity(activity("1.1"), new(), seen=1, by=by, at=NOW),
    "copy_activity": lambda r, by: editing.copy_activity(activity("1.1"), uid=str(uuid.uuid4()), by=by, at=NOW),
    "move_activity": lambda r, by: editing.move_activity(
        activity("1.1"), section=section("2"), position=1, by=by, at=NOW
    ),
    "delete_activity": lambda r, by: editing.delete_activity(activity("1.1"), by=by, at=NOW),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("state", Roadmap.State)
def test_only_a_draft_or_a_returned_roadmap_is_edited(world, roadmap, state, change):
    Roadmap.objects.update(state=state)
    recorded = AuditEntry.objects.count()
    if state in (Roadmap.State.DRAFT, Roadmap.State.RETURNED):
        CHANGES[change](roadmap, world.curator)
        assert AuditEntry.objects.count() == recorded + 1
        return
    with pytest.raises(NotEditable):
        CHANGES[change](roadmap, world.curator)
    assert AuditEntry.objects.count() == recorded
    assert numbers(roadmap) == [["1.1", "1.2"], ["2.1", "2.2"]]


def test_what_was_submitted_meanwhile_is_not_edited(world):
    roadmap = submitted(world)
    roadmap.state = Roadmap.State.DRAFT  # as the page had read it
    with pytest.raises(NotEditable):
        editing.renumber(roadmap, by=world.curator, at=NOW)


# --- the head --------------------------------------------------------------------------------------------------------


def test_the_head_and_its_stamps(world, roadmap):
    stamps = (StampDraft("agreed", "СОГЛАСОВАНО", "Педагогический совет", document="протокол № 2"),)
    editing.edit_roadmap(roadmap, **head(roadmap, title="Иначе", stamps=stamps), by=world.curator, at=NOW)
    roadmap = Roadmap.objects.get()
    assert (roadmap.title, roadmap.revision) == ("Иначе", 2)
    assert [stamp.who for stamp in roadmap.stamps.all()] == ["Педагогический совет"]
    changes = AuditEntry.objects.get(verb="roadmap.changed").changes
    assert set(changes) == {"title", "stamps"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "я" * 1001},
        {"track": "nobody"},
        {"period_to": date(2020, 1, 1)},
        {"stamps": (StampDraft("agreed", "я" * 101),)},
    ],
)
def test_a_head_that_does_not_fit(world, roadmap, wrong):
    with pytest.raises(DraftRefused):
        editing.edit_roadmap(roadmap, **head(roadmap, **wrong), by=world.curator, at=NOW)
    assert Roadmap.objects.get().revision == 1
    assert Roadmap.objects.get().stamps.count() == 1


def test_a_stale_head_overwrites_nothing(world, roadmap):
    editing.edit_roadmap(roadmap, **head(roadmap, title="Первая"), by=world.curator, at=NOW)
    later = Roadmap.objects.get()
    with pytest.raises(StaleRevision) as refusal:
        editing.edit_roadmap(later, **head(later, title="Вторая", seen=1), by=world.curator, at=NOW)
    assert refusal.value.current.title == Roadmap.objects.get().title == "Первая"


# --- sections --------------------------------------------------------------------------------------------------------


def test_a_section_is_added_once(world, roadmap):
    draft = new_section()
    first, second = (editing.add_section(roadmap, draft, by=world.curator, at=NOW) for _ in range(2))
    assert first == second
    assert [each.title for each in roadmap.sections.all()] == ["Подготовка", "Работа пар", "Новый"]


def test_a_section_is_reworded(world, roadmap):
    editing.edit_section(
        section("1"), SectionDraft("I", "Начало", "Задача", "Результат"), seen=1, by=world.curator, at=NOW
    )
    row = Section.objects.get(title="Начало")
    assert (row.number, row.goal, row.result, row.revision) == ("I", "Задача", "Результат", 2)


def test_a_stale_section(world, roadmap):
    editing.edit_section(section("1"), SectionDraft("1", "Первая"), seen=1, by=world.curator, at=NOW)
    with pytest.raises(StaleRevision):
        editing.edit_section(section("1"), SectionDraft("1", "Вторая"), seen=1, by=world.curator, at=NOW)
    assert section("1").title == "Первая"


@pytest.mark.parametrize(("position", "order"), [(1, ["2", "1"]), (2, ["1", "2"]), (99, ["1", "2"])])
def test_a_section_is_moved(world, roadmap, position, order):
    editing.move_section(section("2"), position=position, by=world.curator, at=NOW)
    assert [each.number for each in roadmap.sections.order_by("position")] == order


def test_a_section_goes_with_its_activities(world, roadmap):
    editing.delete_section(section("1"), by=world.curator, at=NOW)
    assert numbers(roadmap) == [["2.1", "2.2"]]
    assert len(AuditEntry.objects.get(verb="section.deleted").changes["activities"]) == 2


# --- activities ------------------------------------------------------------------------------------------------------


def test_an_activity_is_added_once_with_its_people(world, roadmap):
    person = make_member(
        Role.EXECUTOR, world.a1, "p@a1.example", last_name="Плохая", first_name="Вера", patronymic="Сергеевна"
    )
    draft = new(responsible=(ResponsibleDraft("person", "Плохая В. С."),))
    first, second = (editing.add_activity(section("1"), draft, by=world.curator, at=NOW) for _ in range(2))
    assert first == second
    assert numbers(roadmap)[0] == ["1.1", "1.2", "9.9"]
    assert first.responsible.get().user == person


def test_an_activity_is_rewritten(world, roadmap):
    people = (ResponsibleDraft("role", "Директор"), ResponsibleDraft("text", "Все"))
    draft = new(
        title="Иначе", steps=("раз", "два"), deadline="раз в квартал", responsible=people, document_kind="report"
    )
    editing.edit_activity(activity("1.2"), draft, seen=1, by=world.curator, at=NOW)
    row = Activity.objects.get(title="Иначе")
    assert (row.steps, row.deadline, row.document_kind, row.revision) == (["раз", "два"], "раз в квартал", "report", 2)
    assert row.responsible_lines == ["Директор", "Все"]
    assert row.responsible.first().role == Role.DIRECTOR
    changes = AuditEntry.objects.get(verb="activity.changed").changes
    assert changes["responsible"] == [["Куратор", "Наставники"], ["Директор", "Все"]]
    assert "note" not in changes


@pytest.mark.parametrize(("deadline", "kept"), [("до 15.09.2026", True), ("до 16.09.2026", False)])
def test_dates_set_by_hand_fall_away_with_their_phrase(world, roadmap, deadline, kept):
    Activity.objects.filter(number="1.1").update(dates_by_hand=[{"opens": None, "due": "2026-09-20"}])
    editing.edit_activity(activity("1.1"), new(number="1.1", deadline=deadline), seen=1, by=world.curator, at=NOW)
    assert bool(activity("1.1").dates_by_hand) is kept


def test_a_stale_activity(world, roadmap):
    editing.edit_activity(activity("1.1"), new(number="1.1", title="Первая"), seen=1, by=world.curator, at=NOW)
    with pytest.raises(StaleRevision):
        editing.edit_activity(activity("1.1"), new(number="1.1", title="Вторая"), seen=1, by=world.curator, at=NOW)
    assert activity("1.1").title == "Первая"


def test_an_activity_that_does_not_fit(world, roadmap):
    with pytest.raises(DraftRefused):
        editing.edit_activity(activity("1.1"), new(deadline="я" * 501), seen=1, by=world.curator, at=NOW)
    assert activity("1.1").revision == 1


def test_a_copy_stands_after_its_activity_once(world, roadmap):
    uid = str(uuid.uuid4())
    first, second = (editing.copy_activity(activity("1.1"), uid=uid, by=world.curator, at=NOW) for _ in range(2))
    assert first == second
    assert numbers(roadmap)[0] == ["1.1", "1.3", "1.2"]
    assert first.title == activity("1.1").title


@pytest.mark.parametrize(
    ("target", "position", "expected"),
    [
        ("1", 2, [["1.2", "1.1"], ["2.1", "2.2"]]),
        ("1", 1, [["1.1", "1.2"], ["2.1", "2.2"]]),
        ("2", 1, [["1.2"], ["1.1", "2.1", "2.2"]]),
        ("2", 1001, [["1.2"], ["2.1", "2.2", "1.1"]]),
    ],
)
def test_an_activity_is_moved(world, roadmap, target, position, expected):
    editing.move_activity(activity("1.1"), section=section(target), position=position, by=world.curator, at=NOW)
    assert numbers(roadmap) == expected


def test_an_activity_stays_in_its_roadmap(world, roadmap):
    foreign = make_roadmap(world.b1).sections.get()
    with pytest.raises(NotEditable):
        editing.move_activity(
            Activity.objects.get(section__roadmap=roadmap, number="1.1"),
            section=foreign,
            position=1,
            by=world.curator,
            at=NOW,
        )
    assert numbers(roadmap)[0] == ["1.1", "1.2"]


def test_an_activity_is_deleted(world, roadmap):
    editing.delete_activity(activity("1.1"), by=world.curator, at=NOW)
    assert numbers(roadmap) == [["1.2"], ["2.1", "2.2"]]
    assert AuditEntry.objects.get(verb="activity.deleted").subject_label == "1.1 Назначение куратора"


def test_everything_is_numbered_anew(world, roadmap):
    editing.move_activity(activity("2.2"), section=section("1"), position=1, by=world.curator, at=NOW)
    editing.renumber(roadmap, by=world.curator, at=NOW)
    assert numbers(roadmap) == [["1.1", "1.2", "1.3"], ["2.1"]]
    assert activity("1.1").title == "Отчёт"
