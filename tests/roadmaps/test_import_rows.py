"""Step 3 of an import: rows with doubts first, corrected in place, by several people at once."""

import re
from dataclasses import replace
from datetime import date

import pytest

from core.models import CalendarDay
from roadmaps.models import RoadmapImport
from roadmaps.worksheet import editing

from .importers.originals import rebuilt, seed
from .importers.papers import write_docx
from .uploads import PASTED, correct, file, page, read, row_titled, text_of

State = RoadmapImport.State


def test_doubtful_rows_stand_first_and_all_can_be_shown(as_role, world):
    import_ = read(world)
    client, url = as_role("curator"), page("import_rows", import_.pk)
    doubtful, every = client.get(url), client.get(url, {"show": "all"})
    assert [row.item.title for row in doubtful.context["rows"].doubtful] == ["Сбор анкет"]
    assert "Назначение куратора" not in text_of(doubtful)
    assert all(item.title in text_of(every) for item in import_.sheet.items)
    left = client.get(url, {"show": "left"})
    assert "педагогического совета" in text_of(left)


def test_every_torn_row_of_a_raw_text_is_doubtful(world, as_role):
    import_ = read(world, upload=file(seed("dinskaya"), "карта.txt"))
    rows = as_role("curator").get(page("import_rows", import_.pk)).context["rows"]
    first = [row.item.number for row in rows.doubtful[:3]]
    assert first == ["1.4", "3.5", "5.1"]
    assert len(rows.left) + import_.overview.placed == import_.overview.source_rows


def editing_of(item, **changes) -> dict:
    fields = {
        "seen": item.revision,
        "number": item.number,
        "title": item.title,
        "steps": "\n".join(item.steps),
        "deadline": item.deadline,
        "responsible": "\n".join(item.responsible),
        "result": item.result,
        "place": item.place,
        "note": item.note,
    }
    return fields | changes


def test_a_row_is_corrected_in_its_place(as_role, world):
    import_ = read(world)
    item = row_titled(import_, "Сбор анкет")
    client, url = as_role("curator"), page("import_row", import_.pk, item.pk)
    form = client.get(url, headers={"HX-Request": "true"})
    assert "<html" not in text_of(form)
    assert f'id="row-{item.pk}"' in text_of(form)
    data = editing_of(item, deadline="до 01.10.2026", steps="учеников\nучителей", result="Приказ о парах")
    answer = client.post(url, data, headers={"HX-Request": "true"})
    assert "до 1 октября 2026" in text_of(answer)
    assert re.search(r'id="count-doubtful"[^>]*>0<', text_of(answer))
    import_ = RoadmapImport.objects.get()
    now = import_.sheet.item(item.pk)
    assert (now.deadline, now.steps, now.document_kind) == ("до 01.10.2026", ("учеников", "учителей"), "order")
    assert (now.looked, now.revision, import_.state) == (True, 2, State.CORRECTED)


@pytest.mark.parametrize("kind", ["section", "activity"])
def test_a_form_sent_back_as_it_came_changes_nothing(as_role, world, kind):
    import_ = read(world, upload=file(write_docx(rebuilt("hibiny"))))
    item = next(item for item in import_.sheet.items if item.kind == kind and (item.goal or item.steps))
    client, url = as_role("curator"), page("import_row", import_.pk, item.pk)
    form = client.get(url).context["form"]
    client.post(url, {field.name: field.value() for field in form if field.value() is not None})
    now = RoadmapImport.objects.get().sheet.item(item.pk)
    assert now == replace(item, looked=True, revision=2)


def test_without_javascript_it_is_a_page(as_role, world):
    import_ = read(world)
    item = row_titled(import_, "Сбор анкет")
    client, url = as_role("curator"), page("import_row", import_.pk, item.pk)
    assert "<html" in text_of(client.get(url))
    answer = client.post(url, editing_of(item, title="Анкеты"))
    assert answer.url == page("import_rows", import_.pk) + f"?show=all#row-{item.pk}"
    assert "<html" in text_of(client.get(page("import_row_merge", import_.pk, item.pk)))


@pytest.mark.parametrize("changes", [{"title": ""}, {"number": "1" * 21}, {"deadline": "я" * 501}, {"seen": ""}])
def test_a_wrong_row_is_refused(as_role, world, changes):
    import_ = read(world)
    item = row_titled(import_, "Сбор анкет")
    answer = as_role("curator").post(page("import_row", import_.pk, item.pk), editing_of(item, **changes))
    assert answer.context["form"].errors
    assert RoadmapImport.objects.get().sheet == import_.sheet


def test_a_stale_row_shows_the_other_persons_change_instead_of_overwriting(as_role, world):
    import_ = read(world)
    item = row_titled(import_, "Сбор анкет")
    correct(world, import_, editing.edit, item.pk, title="Сбор анкет учителей")
    client, url = as_role("curator"), page("import_row", import_.pk, item.pk)
    answer = client.post(url, editing_of(item, deadline="май 2027"))
    assert "Сбор анкет учителей" in text_of(answer)
    assert RoadmapImport.objects.get().sheet.item(item.pk).deadline == "когда-нибудь потом"
    client.post(url, editing_of(item, deadline="май 2027", seen=answer.context["form"]["seen"].value()))
    assert RoadmapImport.objects.get().sheet.item(item.pk).deadline == "май 2027"


def test_two_people_correct_different_rows_at_once(world):
    import_ = read(world)
    first, second = (row_titled(import_, title) for title in ("Сбор анкет", "Отчёт"))
    correct(world, import_, editing.edit, first.pk, title="А")
    sheet = correct(world, import_, editing.edit, second.pk, title="Б")
    assert (sheet.item(first.pk).title, sheet.item(second.pk).title) == ("А", "Б")


VERBS = {
    "settle": lambda item: item.looked,
    "remove": lambda item: item.removed,
    "turn": lambda item: item.is_section,
    "merge": lambda item: item.removed,
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_verb_on_a_row(as_role, world, verb, htmx):
    import_ = read(world)
    item = row_titled(import_, "Сбор анкет")
    headers = {"HX-Request": "true"} if htmx else {}
    url = page(f"import_row_{verb}", import_.pk, item.pk)
    answer = as_role("curator").post(url, {"seen": item.revision}, headers=headers)
    now = RoadmapImport.objects.get().sheet.item(item.pk)
    assert VERBS[verb](now)
    assert now.revision == 2
    assert answer.status_code == (200 if htmx else 302)
    stale = as_role("curator").post(url, {"seen": item.revision}, headers=headers)
    assert stale.status_code == (204 if htmx else 302)
    assert RoadmapImport.objects.get().sheet.item(item.pk) == now


def test_a_merged_row_brings_the_one_above_along(as_role, world):
    import_ = read(world)
    item, above = row_titled(import_, "Отчёт"), row_titled(import_, "Сбор анкет")
    url = page("import_row_merge", import_.pk, item.pk)
    answer = as_role("curator").post(url, {"seen": 1, "shown": [above.pk, item.pk]}, headers={"HX-Request": "true"})
    assert re.search(rf'id="row-{above.pk}" hx-swap-oob="true"', text_of(answer))
    assert "Сбор анкет Отчёт»" in text_of(answer)  # where the words have gone
    now = RoadmapImport.objects.get().sheet.item(above.pk)
    assert (now.title, now.deadline, now.result) == (
        "Сбор анкет Отчёт",
        "когда-нибудь потом до 15.05.2027",
        "Анкеты Отчёт",
    )
    assert now.responsible == ("Куратор",)


def test_a_removed_row_is_taken_back(world):
    import_ = read(world)
    item = row_titled(import_, "Отчёт")
    correct(world, import_, editing.remove, item.pk)
    sheet = correct(world, import_, editing.restore, item.pk, seen=2)
    assert item.title in [each.title for each in sheet.activities]


def test_an_activity_does_not_go_into_a_section(world):
    import_ = read(world)
    with pytest.raises(editing.RowRefused):
        correct(world, import_, editing.merge, row_titled(import_, "Назначение куратора").pk)
    with pytest.raises(editing.RowRefused):
        correct(world, import_, editing.merge, row_titled(import_, "Подготовка").pk)
    with pytest.raises(editing.RowRefused):
        correct(world, import_, editing.settle, 999)


def test_a_section_made_an_activity_keeps_its_words(world):
    import_ = read(world)
    item = row_titled(import_, "Подготовка")
    correct(world, import_, editing.edit, item.pk, goal="Создать условия")
    sheet = correct(world, import_, editing.turn, item.pk, seen=2)
    assert sheet.item(item.pk).note == "Создать условия"
    [section] = sheet.draft("institution").sections
    assert (section.title, len(section.activities)) == ("Мероприятия", 4)


@pytest.mark.parametrize("kind", ["activity", "section", "part"])
def test_what_found_no_place_is_placed(as_role, world, kind):
    import_ = read(world)
    [left] = import_.sheet.left
    after = row_titled(import_, "Сбор анкет")
    client, url = as_role("curator"), page("import_place", import_.pk, left.pk)
    data = {"seen": 1, "text": "Принято советом", "kind": kind, "after": after.pk}
    answer = client.post(url, data)
    sheet = RoadmapImport.objects.get().sheet
    placed = sheet.item(sheet.left[0].placed)
    assert answer.url.endswith(f"#row-{placed.pk}")
    if kind == "part":
        assert placed.title == "Сбор анкет Принято советом"
    else:
        assert (placed.kind, sheet.items.index(placed)) == (kind, sheet.items.index(sheet.item(after.pk)) + 1)
    assert client.post(url, data).context["form"].errors  # only once
    assert sheet.unplaced == []


def test_a_continuation_needs_its_row(as_role, world):
    import_ = read(world)
    data = {"seen": 1, "text": "Принято", "kind": "part", "after": ""}
    answer = as_role("curator").post(page("import_place", import_.pk, 1), data)
    assert "after" in answer.context["form"].errors


def test_the_deadline_is_explained_while_one_types(as_role, world):
    import_ = read(world)
    answer = as_role("curator").get(page("import_deadline", import_.pk), {"deadline": "до 15 мая"})
    assert "15.05.2027" in text_of(answer)


def test_working_days_are_counted_by_the_production_calendar(as_role, world):
    address, phrase = page("import_deadline", read(world).pk), {"deadline": "второй рабочий день июня"}
    before = text_of(as_role("curator").get(address, phrase))
    CalendarDay.objects.create(date=date(2027, 6, 1), kind=CalendarDay.Kind.OFF)
    after = text_of(as_role("curator").get(address, phrase))
    assert ("02.06.2027" in before, "03.06.2027" in after) == (True, True)


def test_rows_with_one_number_have_each_their_place_in_the_document(world):
    import_ = read(world, pasted=PASTED.replace("1.2\t", "1.1\t"))
    upper, lower = (row_titled(import_, title).where for title in ("Назначение куратора", "Сбор анкет"))
    assert upper and lower
    assert upper != lower


def test_a_draft_is_corrected_not_changed_by_a_version(as_role, world):
    import_ = read(world, pasted=PASTED.replace("1.2\t", "1.1\t"))
    item = row_titled(import_, "Назначение куратора")
    form = text_of(as_role("curator").get(page("import_row", import_.pk, item.pk)))
    assert "Этот номер стоит у нескольких мероприятий. Исправьте нумерацию." in form


def test_what_concerns_the_whole_roadmap_stands_above_its_rows(as_role, world):
    import_ = read(world, pasted=PASTED.replace("Директор\t", "\t").replace("Куратор\t", "\t"))
    response = as_role("curator").get(page("import_rows", import_.pk, show="all"))
    said = response.context["rows"].findings.of_all
    assert said
    assert all(warning.message in response.content.decode() for warning in said)


def test_a_number_that_the_title_begins_with_is_said_once(world):
    import_ = read(world, pasted=PASTED.replace("1\tПодготовка", "1\tЭтап 1. Подготовка"))
    assert row_titled(import_, "Этап 1. Подготовка").name == "Этап 1. Подготовка"
