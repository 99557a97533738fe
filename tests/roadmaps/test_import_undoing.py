"""Every step of the correction of an import can be taken back; an upload that nobody goes on with is deleted."""

from datetime import timedelta

import pytest

from core.models import AuditEntry, StoredFile
from roadmaps import tasks
from roadmaps.models import ImportStep, RoadmapImport
from roadmaps.services import imports
from roadmaps.services.imports import reading as reading_service
from roadmaps.services.imports import undoing
from roadmaps.worksheet import COLUMNS_TAKEN_BACK, editing

from ..factories import NOW
from .importers.originals import rebuilt
from .importers.papers import write_docx
from .test_import_columns import head_of, understanding
from .uploads import begun, correct, file, files_on_disk, page, read, row_titled, send, text_of

State = RoadmapImport.State
TWO_WEEKS = timedelta(days=14)


def undo(world, import_: RoadmapImport) -> RoadmapImport:
    imports.undo_step(import_, step=import_.steps.first().pk, by=world.curator, at=NOW)
    return RoadmapImport.objects.get(pk=import_.pk)


def bare(import_: RoadmapImport) -> list:
    """The rows without the counters of their changes."""
    return [(item.pk, item.title, item.deadline, item.steps, item.kind, item.removed) for item in import_.sheet.items]


# --- undo ----------------------------------------------------------------------------------------------------------


def test_joins_are_taken_back_one_after_another(world):
    import_ = read(world)
    third, second = (row_titled(import_, title).pk for title in ("Отчёт", "Сбор анкет"))
    correct(world, import_, editing.merge, third)
    once = RoadmapImport.objects.get()
    correct(world, import_, editing.merge, second, seen=2)
    twice = RoadmapImport.objects.get()
    assert len(twice.sheet.activities) == 1
    back = undo(world, import_)
    assert bare(back) == bare(once)
    back = undo(world, import_)
    assert bare(back) == bare(import_)
    assert (back.state, back.steps.count()) == (State.READ, 0)


def test_a_joined_row_brought_back_takes_its_words_along(as_role, world):
    """In any order, as long as the row above is still what the join has made of it."""
    import_ = read(world)
    first, second, third = (item.pk for item in import_.sheet.activities)
    correct(world, import_, editing.merge, second)
    correct(world, import_, editing.merge, third)
    client, sent = as_role("curator"), {"seen": 2, "shown": [first]}
    for pk in (third, second):
        url = page("import_row_restore", import_.pk, pk)
        shown = text_of(client.post(url, sent, headers={"HX-Request": "true"}))
        assert f'id="row-{first}" hx-swap-oob="true"' in shown
    assert bare(RoadmapImport.objects.get()) == bare(import_)


def test_a_row_corrected_after_the_join_keeps_what_it_says(world):
    import_ = read(world)
    first, second, _third = (item.pk for item in import_.sheet.activities)
    correct(world, import_, editing.merge, second)
    correct(world, import_, editing.edit, first, seen=2, title="Иное")
    sheet = correct(world, import_, editing.restore, second, seen=2)
    assert [item.title for item in sheet.activities] == ["Иное", "Сбор анкет", "Отчёт"]


def test_what_is_taken_back_makes_open_forms_stale(world):
    import_ = read(world)
    pk = row_titled(import_, "Отчёт").pk
    correct(world, import_, editing.edit, pk, title="Годовой отчёт")
    undo(world, import_)
    for seen in (1, 2):
        with pytest.raises(editing.StaleRow):
            correct(world, import_, editing.edit, pk, seen=seen, title="Иное")
    correct(world, import_, editing.edit, pk, seen=3, title="Иное")


def test_a_placed_text_goes_back_to_what_found_no_place(world):
    import_ = read(world)
    left = import_.sheet.left[0]
    correct(world, import_, editing.place, left.pk, kind="activity", after=None, text="Итог")
    back = undo(world, import_)
    assert bare(back) == bare(import_)
    assert [each.placed for each in back.sheet.left] == [None]
    correct(world, import_, editing.place, left.pk, seen=3, kind="activity", after=None, text="Итог")


def test_columns_and_the_corrections_made_before_come_back(as_role, world):
    import_ = read(world)
    correct(world, import_, editing.remove, row_titled(import_, "Отчёт").pk)
    before = RoadmapImport.objects.get()
    client = as_role("curator")
    data = understanding(before, title="Иная карта", role_4="note", again="on")
    client.post(page("import_columns", import_.pk), data)
    assert RoadmapImport.objects.get().overview.roles[4] == "note"
    shown = text_of(client.get(page("import_columns", import_.pk)))
    assert page("import_undo", import_.pk) in shown
    after = undo(world, import_)
    assert (after.overview, bare(after), after.sheet.head) == (before.overview, bare(before), before.sheet.head)
    assert (after.state, after.parameters) == (State.CORRECTED, before.parameters)


def test_a_heading_comes_back_and_one_left_as_it_was_is_no_step(world):
    import_ = read(world)
    head = head_of(import_)
    imports.set_head(import_, head, seen=import_.revision, by=world.curator, at=NOW)
    assert not ImportStep.objects.exists()
    seen = RoadmapImport.objects.get().revision
    imports.set_head(import_, head | {"title": "Иная"}, seen=seen, by=world.curator, at=NOW)
    assert undo(world, import_).sheet.head.title == head["title"]


def test_columns_that_give_no_row_do_not_cost_the_document(as_role, world, monkeypatch):
    import_ = read(world)

    def no_roadmap(*args, **kwargs):
        raise reading_service.NoRoadmap

    monkeypatch.setattr(reading_service, "_understood", no_roadmap)
    client = as_role("curator")
    answer = client.post(page("import_columns", import_.pk), understanding(import_, role_4="note"))
    assert answer.url == page("import_columns", import_.pk)
    after = RoadmapImport.objects.get()
    assert (after.state, after.overview, bare(after)) == (State.READ, import_.overview, bare(import_))
    assert after.sheet.doubts_that(COLUMNS_TAKEN_BACK)
    assert not after.steps.exists()


def test_the_button_undoes_what_it_shows_and_nothing_else(as_role, world):
    import_ = read(world)
    pk = row_titled(import_, "Отчёт").pk
    client, url = as_role("curator"), page("import_undo", import_.pk)
    assert url not in text_of(client.get(page("import_rows", import_.pk)))
    shown = client.post(page("import_row_merge", import_.pk, pk), {"seen": 1}, headers={"HX-Request": "true"})
    step = import_.steps.get()
    assert f'name="step" value="{step.pk}"' in text_of(shown)
    assert "«1.3 Отчёт»" in text_of(shown)
    sent = {"step": step.pk, "back": "import_rows", "show": "all"}
    answer = client.post(url, sent)
    assert answer.url == f"{page('import_rows', import_.pk)}?show=all#row-{pk}"
    correct(world, import_, editing.settle, row_titled(import_, "Назначение куратора").pk)
    client.post(url, sent)
    assert import_.steps.count() == 1


@pytest.mark.parametrize(
    ("sent", "where"),
    [({"back": "import_columns"}, "import_columns"), ({"back": "//evil.example"}, "import_rows"), ({}, "import_rows")],
)
def test_undo_leads_back_to_where_it_was_pressed(as_role, world, sent, where):
    import_ = read(world)
    correct(world, import_, editing.settle, 2)
    answer = as_role("curator").post(page("import_undo", import_.pk), sent)
    assert answer.url.split("#")[0] == page(where, import_.pk)
    assert not import_.steps.exists()


def test_only_so_many_steps_are_kept(world, monkeypatch):
    monkeypatch.setattr(undoing, "MOST_STEPS", 3)
    import_ = read(world)
    for seen in range(1, 6):
        correct(world, import_, editing.settle, 2, seen=seen)
    assert import_.steps.count() == 3


@pytest.mark.parametrize("end", [imports.create_import_roadmap, imports.abandon_import])
def test_steps_go_when_the_import_ends(world, end):
    import_ = read(world)
    correct(world, import_, editing.settle, 2)
    end(RoadmapImport.objects.get(), by=world.curator, at=NOW)
    assert not ImportStep.objects.exists()
    with pytest.raises(imports.ImportNotPossible):
        imports.undo_step(import_, step=1, by=world.curator, at=NOW)


# --- forgotten uploads -----------------------------------------------------------------------------------------------


def test_a_forgotten_upload_is_deleted_with_its_bytes(world, settings, django_capture_on_commit_callbacks):
    import_ = read(world, upload=file(write_docx(rebuilt("aban"))))
    assert imports.discard_forgotten(at=NOW + TWO_WEEKS) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert imports.discard_forgotten(at=NOW + TWO_WEEKS + timedelta(minutes=1)) == 1
    import_.refresh_from_db()
    assert (import_.state, import_.file, import_.corrections) == (State.ABANDONED, None, {})
    assert not StoredFile.objects.exists()
    assert not files_on_disk(settings)
    entry = AuditEntry.objects.get(verb="roadmapimport.forgotten")
    assert (entry.actor_id, entry.scope) == (None, world.a1.path)
    assert imports.discard_forgotten(at=NOW + 2 * TWO_WEEKS) == 0


def test_going_on_with_an_upload_keeps_it(world):
    import_ = read(world)
    imports.correct_import(import_, editing.Change(editing.settle, 2, 1), by=world.curator, at=NOW + TWO_WEEKS)
    assert imports.discard_forgotten(at=NOW + TWO_WEEKS + timedelta(days=1)) == 0
    assert imports.discard_forgotten(at=NOW + 2 * TWO_WEEKS + timedelta(days=1)) == 1


def test_what_has_become_a_roadmap_or_is_being_read_stays(world):
    saved, running = read(world), begun(world)
    imports.create_import_roadmap(saved, by=world.curator, at=NOW)
    RoadmapImport.objects.filter(pk=running.pk).update(state=State.READING, claimed_at=NOW)
    assert imports.discard_forgotten(at=NOW + 2 * TWO_WEEKS) == 0


def test_the_timetable_deletes_what_is_forgotten(as_role, world):
    send(as_role("curator"), pasted="Мероприятие\tСрок\tОтветственный\nИздание приказа о кураторе\tмай\tДиректор")
    tasks.discard_forgotten_imports()
    assert RoadmapImport.objects.get().state == State.READ
    RoadmapImport.objects.update(touched_at=NOW - timedelta(days=1000))
    tasks.discard_forgotten_imports()
    assert RoadmapImport.objects.get().state == State.ABANDONED
