"""Step 2 of an import: which column is which, and the heading."""

from datetime import date

import pytest

from core.revisions import StaleRevision
from roadmaps.models import RoadmapImport
from roadmaps.services import imports
from roadmaps.worksheet import editing

from ..factories import NOW
from .uploads import HEADER, PASTED, correct, page, read, row_titled

State = RoadmapImport.State


def head_of(import_: RoadmapImport) -> dict:
    """The heading as it was read."""
    return {name: getattr(import_.sheet.head, name) for name in ("title", "track", "period_from", "period_to")}


def understanding(import_: RoadmapImport, **changes) -> dict:
    fields = {**head_of(import_), "seen": import_.revision}
    roles = {f"role_{column.index}": column.role for column in import_.overview.columns}
    return fields | roles | changes


def test_columns_stand_above_a_sample_of_rows(as_role, world):
    import_ = read(world)
    response = as_role("curator").get(page("import_columns", import_.pk))
    shown = {column.header: (column.role, texts[0]) for column, _field, texts in response.context["columns"]}
    assert shown["Срок"] == ("deadline", "до 15.09.2026")
    assert list(shown) == list(HEADER)


def test_heading_is_corrected_without_reading_anew(as_role, world):
    import_ = read(world)
    data = understanding(import_, title="Дорожная карта школы", period_to="2028-08-31")
    response = as_role("curator").post(page("import_columns", import_.pk), data)
    assert response.url == page("import_rows", import_.pk)
    import_ = RoadmapImport.objects.get()
    assert (import_.state, import_.attempts) == (State.READ, 1)
    assert (import_.sheet.head.title, import_.sheet.head.period_to) == ("Дорожная карта школы", date(2028, 8, 31))


def test_other_columns_are_read_anew_under_the_corrected_heading(as_role, world):
    import_ = read(world)
    data = understanding(import_, title="Карта школы", role_3="result", role_4="responsible")
    as_role("curator").post(page("import_columns", import_.pk), data)
    import_ = RoadmapImport.objects.get()
    row = row_titled(import_, "Назначение куратора")
    assert (row.result, row.responsible, import_.sheet.head.title) == ("Директор", ("Приказ",), "Карта школы")


def test_corrections_are_dropped_only_when_it_is_said(as_role, world):
    import_ = read(world)
    correct(world, import_, editing.remove, row_titled(import_, "Отчёт").pk)
    import_.refresh_from_db()
    del import_.sheet
    client, url = as_role("curator"), page("import_columns", import_.pk)
    data = understanding(import_, role_4="note")
    refused = client.post(url, data)
    assert "again" in refused.context["form"].errors
    client.post(url, data | {"again": "on"})
    import_ = RoadmapImport.objects.get()
    assert (import_.state, row_titled(import_, "Отчёт").removed) == (State.READ, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"period_to": "2020-01-01"},
        {"role_1": "note"},
        {"role_1": "nonsense"},
        {"period_from": "0001-01-01"},
    ],
)
def test_an_impossible_understanding_is_refused(as_role, world, changes):
    import_ = read(world)
    response = as_role("curator").post(page("import_columns", import_.pk), understanding(import_, **changes))
    assert response.context["form"].errors
    assert RoadmapImport.objects.get().sheet == import_.sheet


def test_columns_changed_meanwhile_are_not_overwritten(world):
    import_ = read(world)
    head = head_of(import_)
    imports.set_head(import_, head, seen=import_.revision, by=world.curator, at=NOW)
    with pytest.raises(StaleRevision):
        imports.set_roles(import_, {}, head, seen=import_.revision, by=world.curator, at=NOW)


def test_a_heading_changed_meanwhile_is_shown_not_overwritten(as_role, world):
    import_ = read(world)
    client, url = as_role("curator"), page("import_columns", import_.pk)
    mine = understanding(import_, title="Моё название")
    imports.set_head(
        import_, head_of(import_) | {"title": "Чужое название"}, seen=import_.revision, by=world.curator, at=NOW
    )
    body = client.post(url, mine).content.decode()
    assert ">Чужое название</td>" in body
    assert RoadmapImport.objects.get().sheet.head.title == "Чужое название"
    client.post(url, mine | {"seen": RoadmapImport.objects.get().revision})
    assert RoadmapImport.objects.get().sheet.head.title == "Моё название"


def test_columns_chosen_by_two_are_shown_not_overwritten(as_role, world):
    import_ = read(world)
    mine = understanding(import_, role_4="note")
    imports.set_head(
        import_, head_of(import_) | {"title": "Чужое название"}, seen=import_.revision, by=world.curator, at=NOW
    )
    response = as_role("curator").post(page("import_columns", import_.pk), mine)
    assert ">Чужое название</td>" in response.content.decode()


def test_columns_are_checked_even_beside_another_mistake(as_role, world):
    import_ = read(world)
    data = understanding(import_, title="", role_1="note")
    errors = as_role("curator").post(page("import_columns", import_.pk), data).context["form"].errors
    assert {"title", "__all__"} <= set(errors)


def test_where_nothing_is_recognised_a_person_names_the_columns(as_role, world):
    import_ = read(world, pasted="альфа\tбета\nАльфа дельта\tБета гамма\nЭпсилон дзета\tЭта тета\n")
    assert (import_.state, import_.overview.recognised) == (State.READ, False)
    client, url = as_role("curator"), page("import_columns", import_.pk)
    assert client.get(url).status_code == 200
    again = client.post(url, understanding(import_, title="Карта", role_0="title", role_1="responsible"))
    assert again.url == page("import_rows", import_.pk)
    assert [item.title for item in RoadmapImport.objects.get().sheet.activities][1:] == [
        "Альфа дельта",
        "Эпсилон дзета",
    ]


def test_the_level_of_another_organisation_is_told(as_role, world):
    import_ = read(
        world, pasted=PASTED.replace("План", "Муниципальный план", 1).replace("на 2026", "в районе на 2026", 1)
    )
    assert import_.sheet.head.level == "municipality"
    for step in ("import_columns", "import_check"):
        assert as_role("curator").get(page(step, import_.pk)).context["level_read"]


@pytest.mark.parametrize(("name", "told"), [("Лицей № 77", True), ("{own}", False)])
def test_another_institution_in_the_title_is_told(as_role, world, name, told):
    name = name.format(own=world.a1.short_name)
    import_ = read(world, pasted=PASTED.replace("обучающихся", f"обучающихся МБОУ «{name}»", 1))
    for step in ("import_columns", "import_check"):
        response = as_role("curator").get(page(step, import_.pk))
        assert response.context["institution_read"] == (name if told else "")
