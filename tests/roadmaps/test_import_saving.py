"""Step 4 of an import: the check, the draft; giving up; imports of other organisations."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from core.files import discard
from core.models import AuditEntry, StoredFile
from core.states import ForbiddenMove
from organizations.models import Role
from roadmaps.models import Activity, Roadmap, RoadmapImport
from roadmaps.services import approval, imports, versions
from roadmaps.worksheet import editing

from ..factories import NOW, make_member, make_roadmap
from .importers.originals import SLUGS, draft_of, rebuilt
from .importers.papers import WRITERS, box, table, write_docx
from .importers.papers import Paper as Document
from .test_import_columns import head_of, understanding
from .uploads import HEADER, PASTED, TITLE, begun, correct, file, files_on_disk, page, read, row_titled, send, text_of

State = RoadmapImport.State


def test_the_check_counts_and_warns_with_links_to_rows(as_role, world):
    import_ = read(world)
    item = row_titled(import_, "Сбор анкет")
    answer = as_role("curator").get(page("import_check", import_.pk))
    overview = answer.context["overview"]
    assert overview.source_rows == overview.placed + overview.not_placed
    assert overview.not_placed == len(import_.sheet.left) == 1
    assert f"{page('import_rows', import_.pk)}?show=all#row-{item.pk}" in text_of(answer)


def test_the_check_compares_with_the_municipality_and_so_does_the_saved_draft(as_role, world, capsys):
    above = make_roadmap(world.north, state=Roadmap.State.APPROVED)
    Activity.objects.filter(section__roadmap=above).update(title="Сбор анкет наставников", deadline="до 01.10.2026")
    pasted = PASTED.replace("Сбор анкет\tкогда-нибудь потом", "Сбор анкет наставников\tдо 01.11.2026")
    import_ = read(world, pasted=pasted)
    warnings = as_role("curator").get(page("import_check", import_.pk)).context["rows"].findings.warnings
    assert [(each.code, each.item) for each in warnings if each.code == "later_than_above"] == [
        ("later_than_above", row_titled(import_, "Сбор анкет наставников").pk)
    ]
    imports.create_import_roadmap(import_, by=world.curator, at=NOW)
    call_command("show_roadmap", organization=world.a1.slug)
    assert "наступает позже" in capsys.readouterr().out


def test_what_cannot_be_saved_is_not_praised(as_role, world):
    pasted = PASTED.replace(" обучающихся", "").replace("когда-нибудь потом", "до 01.10.2026")
    import_ = read(world, pasted=pasted)
    client = as_role("curator")
    answer = client.get(page("import_check", import_.pk))
    assert answer.context["obstacle"]
    assert "tone-good" not in answer.content.decode()
    button = f"{answer.context['submit']}</button>"
    assert button not in answer.content.decode()
    client.post(page("import_columns", import_.pk), understanding(import_, track="students"))
    answer = client.get(page("import_check", import_.pk))
    assert not answer.context["obstacle"]
    assert button in answer.content.decode()


@pytest.mark.parametrize(("track", "told"), [("students", True), ("staff", False)])
def test_a_roadmap_in_force_for_the_same_time_is_told(as_role, world, track, told):
    title = "Карта в силе"
    make_roadmap(world.a1, title=title, track=track, state=Roadmap.State.APPROVED)
    import_ = read(world)
    assert (title in text_of(as_role("curator").get(page("import_check", import_.pk)))) is told
    roadmap = imports.create_import_roadmap(import_, by=world.curator, at=NOW)
    approval.submit_roadmap(roadmap, by=world.curator, at=NOW)
    assert (title in text_of(as_role("director").get(page("review", roadmap.pk)))) is told


def test_saving_makes_a_draft_and_keeps_the_document(as_role, world):
    data = write_docx(rebuilt("kaleidoskop"))
    import_ = read(world, upload=file(data))
    client = as_role("curator")
    answer = client.post(page("import_check", import_.pk))
    roadmap = Roadmap.objects.get()
    assert answer.url == roadmap.get_absolute_url()
    assert (roadmap.state, roadmap.organization, roadmap.title) == (
        Roadmap.State.DRAFT,
        world.a1,
        draft_of("kaleidoskop").title,
    )
    assert Activity.objects.filter(section__roadmap=roadmap).count() == 21
    import_.refresh_from_db()
    assert (import_.state, import_.roadmap) == (State.SAVED, roadmap)
    url = page("import_source", import_.pk)
    assert url in text_of(client.get(roadmap.get_absolute_url()))
    assert b"".join(client.get(url).streaming_content) == data
    assert url not in text_of(as_role("methodologist").get(roadmap.get_absolute_url()))
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"roadmapimport.begun", "roadmapimport.saved", "roadmap.created"} <= verbs


def test_saving_twice_makes_one_roadmap(as_role, world):
    import_ = read(world)
    client = as_role("curator")
    client.post(page("import_check", import_.pk))
    again = client.post(page("import_check", import_.pk))
    roadmap = Roadmap.objects.get()
    assert client.get(again.url).url == roadmap.get_absolute_url()
    assert imports.create_import_roadmap(import_, by=world.curator, at=NOW) == roadmap


def test_the_track_that_the_title_does_not_say_is_asked_for(as_role, world):
    import_ = read(world, pasted=PASTED.replace("обучающихся ", "", 1))
    client, columns = as_role("curator"), page("import_columns", import_.pk)
    form = client.get(columns).context["form"]
    assert form["track"].value() == ""
    refused = client.post(page("import_check", import_.pk))
    assert refused.url == page("import_check", import_.pk)
    assert "track" in client.post(columns, understanding(import_, track="")).context["form"].errors
    client.post(columns, understanding(import_, track="staff"))
    client.post(page("import_check", import_.pk))
    assert Roadmap.objects.get().track == "staff"


def test_a_pasted_text_can_be_had_back(as_role, world):
    import_ = read(world)
    imports.create_import_roadmap(import_, by=world.curator, at=NOW)
    answer = as_role("executor").get(page("import_source", import_.pk))
    assert b"".join(answer.streaming_content).decode() == PASTED


def test_without_activities_nothing_is_saved(as_role, world):
    import_ = read(world)
    for item in import_.sheet.activities:
        correct(world, import_, editing.remove, item.pk)
    answer = as_role("curator").post(page("import_check", import_.pk))
    assert answer.url == page("import_check", import_.pk)
    assert not Roadmap.objects.exists()


def test_after_saving_nothing_is_corrected(as_role, world):
    import_ = read(world)
    imports.create_import_roadmap(import_, by=world.curator, at=NOW)
    with pytest.raises(imports.ImportNotPossible):
        correct(world, import_, editing.remove, 2)
    answer = as_role("curator").post(page("import_row_remove", import_.pk, 2), {"seen": 1})
    assert answer.url == import_.get_absolute_url()


def test_a_draft_thrown_away_takes_its_document_along(world, settings, django_capture_on_commit_callbacks):
    import_ = read(world, upload=file(write_docx(rebuilt("aban"))))
    roadmap = imports.create_import_roadmap(import_, by=world.curator, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        versions.delete_draft(roadmap, by=world.curator, at=NOW)
    assert not RoadmapImport.objects.exists()
    assert not files_on_disk(settings)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", WRITERS)
def test_each_source_document_goes_through_untouched(world, slug, kind):
    import_ = read(world, upload=file(WRITERS[kind](rebuilt(slug)), f"карта.{kind}"))
    imports.set_head(import_, head_of(import_), seen=import_.revision, by=world.curator, at=NOW)
    roadmap = imports.create_import_roadmap(import_, by=world.curator, at=NOW)
    numbers = list(Activity.objects.filter(section__roadmap=roadmap).values_list("number", flat=True))
    assert numbers == [row.number for section in draft_of(slug).sections for row in section.activities]


def test_an_abandoned_import_leaves_nothing(as_role, world, settings, django_capture_on_commit_callbacks):
    import_ = read(world, upload=file(write_docx(rebuilt("aban"))))
    assert files_on_disk(settings)
    client = as_role("curator")
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page("import_abandon", import_.pk))
    assert answer.url == page("create")
    import_.refresh_from_db()
    assert (import_.state, import_.file, import_.pasted, import_.corrections) == (State.ABANDONED, None, "", {})
    assert not StoredFile.objects.exists()
    assert not files_on_disk(settings)
    assert client.get(import_.get_absolute_url()).status_code == 200
    assert client.get(page("import_source", import_.pk)).status_code == 404
    assert import_.get_absolute_url() not in text_of(client.get(page("create")))
    with pytest.raises(ForbiddenMove):
        imports.abandon_import(import_, by=world.curator, at=NOW)


def test_bytes_are_deleted_only_with_the_transaction(world, django_capture_on_commit_callbacks):
    stored = begun(world, upload=file(b"x")).file
    name = stored.content.name
    RoadmapImport.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        discard(stored)
        assert default_storage.exists(name)
    assert not default_storage.exists(name)


def test_another_organisations_import_does_not_exist(as_role, world):
    theirs = read(world, who="stranger")
    client = as_role("curator")
    urls = [page(name, theirs.pk) for name in ("import", "import_columns", "import_rows", "import_check")]
    urls += [page(name, theirs.pk) for name in ("import_abandon", "import_source", "import_deadline")]
    urls += [page(f"import_row{verb}", theirs.pk, 2) for verb in ("", "_settle", "_remove", "_turn", "_merge")]
    urls += [page("import_place", theirs.pk, 1)]
    for url in urls:
        assert client.get(url).status_code == 404
        assert client.post(url, {"seen": 1}).status_code in (404, 405)
    for name in ("create", "import_start"):
        assert theirs.name in text_of(as_role("stranger").get(page(name)))
        assert theirs.get_absolute_url() not in text_of(as_role("curator").get(page(name)))
    assert RoadmapImport.objects.get().sheet == theirs.sheet


def test_rows_and_records_that_do_not_exist_are_not_found(as_role, world):
    import_ = read(world)
    client = as_role("curator")
    assert client.get(page("import_row", import_.pk, 999)).status_code == 404
    assert client.get(page("import_place", import_.pk, 999)).status_code == 404


def test_a_methodologist_imports_for_the_municipality(as_role, world):
    other = make_member(Role.CURATOR, world.a1, email="second@a1.example")
    send(as_role("methodologist"), pasted=PASTED)
    import_ = RoadmapImport.objects.get()
    roadmap = imports.create_import_roadmap(import_, by=world.methodologist, at=NOW)
    assert (roadmap.level, roadmap.organization) == ("municipality", world.north)
    assert import_ not in RoadmapImport.objects.visible_to(other)


def test_the_number_of_queries_does_not_grow_with_the_rows(as_role, world, django_assert_num_queries):
    few = read(world)
    rows = [(str(n), box(f"Мероприятие {n}"), "до 15.09.2026", "Куратор", "Приказ") for n in range(1, 60)]
    many = read(world, upload=file(write_docx(Document(TITLE, (table(HEADER, *rows),)))))
    client = as_role("curator")
    client.get(page("import_rows", few.pk))
    for import_ in (few, many):
        with django_assert_num_queries(8):
            client.get(page("import_rows", import_.pk), {"show": "all"})
