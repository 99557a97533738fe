"""Step 1 of an import: a document is uploaded and read, or refused with nothing left behind."""

import io
import uuid
import zipfile
from datetime import timedelta

import pytest
from kombu.exceptions import OperationalError

from core.models import StoredFile
from roadmaps import tasks
from roadmaps.models import RoadmapImport
from roadmaps.services import imports
from roadmaps.services.imports import reading as reading_service
from roadmaps.worksheet import editing

from ..factories import NOW
from .importers.originals import rebuilt
from .importers.papers import WRITERS, write_docx
from .uploads import (
    PASTED,
    TITLE,
    begun,
    correct,
    file,
    files_on_disk,
    page,
    read,
    row_titled,
    send,
    text_of,
)

State = RoadmapImport.State


OFFICE_XML = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def test_a_small_document_is_read_at_once_and_leads_to_its_columns(as_role, world):
    client = as_role("curator")
    response = send(client, document=file(write_docx(rebuilt("hibiny"))))
    import_ = RoadmapImport.objects.get()
    assert (import_.state, import_.organization, import_.by) == (State.READ, world.a1, world.curator)
    assert response.url == import_.get_absolute_url()
    assert client.get(response.url).url == page("import_columns", import_.pk)


def test_a_pasted_text_is_read_too(as_role):
    client = as_role("curator")
    send(client, pasted=PASTED)
    import_ = RoadmapImport.objects.get()
    assert (import_.state, import_.file, import_.name) == (State.READ, None, TITLE)


def test_a_pdf_waits_for_a_worker_and_can_be_left_and_found_again(as_role, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.read_import, "apply_async", lambda args, **options: sent.extend(args))
    client = as_role("curator")
    response = send(client, document=file(WRITERS["pdf"](rebuilt("aban")), "карта.pdf"))
    import_ = RoadmapImport.objects.get()
    assert (sent, import_.state) == ([import_.pk], State.NEW)
    waiting = client.get(response.url)
    assert 'http-equiv="refresh"' in text_of(waiting)
    assert f'hx-get="{response.url}"' in text_of(waiting)
    for name in ("create", "import_start"):
        assert response.url in text_of(client.get(page(name)))
    assert client.get(page("import_rows", import_.pk)).url == response.url
    tasks.read_import(import_.pk)
    import_.refresh_from_db()
    assert import_.state == State.READ
    polled = client.get(response.url, headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == page("import_columns", import_.pk)


def test_without_a_broker_the_sweep_reads_it(world, monkeypatch):
    def no_broker(*args, **options):
        raise OperationalError

    monkeypatch.setattr(tasks.read_import, "apply_async", no_broker)
    import_ = begun(world, upload=file(WRITERS["pdf"](rebuilt("kingisepp-dshi")), "карта.pdf"))
    tasks.read_soon(import_)
    tasks.resume_imports()
    import_.refresh_from_db()
    assert import_.state == State.READ


def test_the_same_form_sent_twice_makes_one_import(as_role):
    client, chain = as_role("curator"), uuid.uuid4()
    first, second = (send(client, pasted=PASTED, chain=chain) for _ in range(2))
    assert first.url == second.url
    assert RoadmapImport.objects.count() == 1


def test_another_organisations_name_of_an_import_is_refused(as_role, world):
    theirs = begun(world, who="stranger")
    response = send(as_role("curator"), pasted=PASTED, chain=theirs.chain)
    assert response.status_code == 200
    assert RoadmapImport.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"pasted": "  \n "}, {"pasted": PASTED, "document": file(b"x")}])
def test_either_a_file_or_a_text(as_role, data):
    response = send(as_role("curator"), **data)
    assert response.context["form"].errors
    assert not RoadmapImport.objects.exists()


def test_a_pasted_text_that_is_refused_stays_in_the_form(as_role):
    client, text = as_role("curator"), "Просто письмо без таблицы.\nС уважением, директор."
    form = send(client, pasted=text).context["form"]
    assert form["pasted"].value() == text
    assert "Во вставленном тексте" in str(form.errors)
    assert client.post(page("import_start"), {"chain": form["chain"].value(), "pasted": PASTED}).status_code == 302
    assert RoadmapImport.objects.filter(state=State.READ).count() == 1


def test_fifty_megabytes_are_refused_with_the_limit(as_role, settings):
    response = send(as_role("curator"), document=file(b"x" * 50 * 1024 * 1024))
    assert "50,0\xa0МБ" in response.content.decode()
    assert "20,0\xa0МБ" in response.content.decode()
    assert not RoadmapImport.objects.exists()
    assert not files_on_disk(settings)


def zipped(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def bomb() -> bytes:
    return zipped({"[Content_Types].xml": OFFICE_XML.encode(), "word/document.xml": b"\0" * 400 * 1024 * 1024})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "bomb": (bomb, "слишком большим"),
    "password": (lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "паролем"),
    "doc": (lambda: OLE + b"\0" * 2000, "старого формата"),
    "scan": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "только изображение"),
    "empty": (lambda: b"", "нет текста"),
    "damaged": (lambda: write_docx(rebuilt("aban"))[:2000], "повреждён"),
    "unknown": (lambda: b"Rar!\x1a\x07\0" + b"\0" * 100, "не читаются"),
    "no roadmap": (lambda: "Просто письмо без таблицы.\nС уважением, директор.".encode(), "не найдена таблица"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_said_and_leaves_nothing(as_role, settings, kind, django_capture_on_commit_callbacks):
    make, said = REFUSED[kind]
    client = as_role("curator")
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client, document=file(make()))
    refused = client.get(response.url)
    assert said in text_of(refused)
    assert 'name="document"' in text_of(refused)  # the next one can be chosen at once
    import_ = RoadmapImport.objects.get()
    assert (import_.state, import_.file, import_.corrections, import_.reading) == (State.REFUSED, None, {}, {})
    assert not StoredFile.objects.exists()
    assert not files_on_disk(settings)
    assert import_ not in RoadmapImport.objects.unfinished()


def test_a_scan_in_a_pdf_is_refused_by_the_worker(world, settings, django_capture_on_commit_callbacks):
    blank = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    blank += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj trailer<</Root 1 0 R>>"
    import_ = begun(world, upload=file(blank, "скан.pdf"))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.read_import(import_.pk)
    import_.refresh_from_db()
    assert import_.state == State.REFUSED
    assert import_.refusal
    assert not files_on_disk(settings)


def test_a_mistake_of_the_product_is_tried_again_then_owned_up(world, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(reading_service, "understand", broken)
    import_ = begun(world)
    states = []
    for _ in range(reading_service.MAX_ATTEMPTS):
        imports.read_import(import_, clock=lambda: NOW)
        states.append(import_.state)
    assert states == [State.NEW, State.NEW, State.REFUSED]
    assert import_.refusal
    assert "ZeroDivisionError" in caplog.text


def test_a_mistake_while_reading_by_other_columns_costs_no_correction(world, monkeypatch):
    import_ = read(world)
    correct(world, import_, editing.remove, row_titled(import_, "Отчёт").pk)
    import_ = RoadmapImport.objects.get()
    head = {name: getattr(import_.sheet.head, name) for name in ("title", "track", "period_from", "period_to")}
    imports.set_roles(import_, {4: "note"}, head, seen=import_.revision, by=world.curator, at=NOW)

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(reading_service, "understand", broken)
    for _ in range(reading_service.MAX_ATTEMPTS):
        imports.read_import(import_, clock=lambda: NOW)
    kept = RoadmapImport.objects.get()
    assert (kept.state, row_titled(kept, "Отчёт").removed) == (State.CORRECTED, True)
    assert kept.pasted


def test_an_import_is_read_by_one_worker_only(world):
    import_ = begun(world)
    RoadmapImport.objects.filter(pk=import_.pk).update(state=State.READING, claimed_at=NOW)
    imports.read_import(import_, clock=lambda: NOW)
    import_.refresh_from_db()
    assert (import_.state, import_.attempts) == (State.READING, 0)


def test_an_import_of_a_worker_that_died_is_taken_up(world):
    import_ = begun(world)
    RoadmapImport.objects.filter(pk=import_.pk).update(state=State.READING, claimed_at=NOW)
    assert imports.take_up_unread(at=NOW + timedelta(minutes=5)) == []
    assert imports.take_up_unread(at=NOW + timedelta(minutes=16)) == [import_]
    RoadmapImport.objects.filter(pk=import_.pk).update(attempts=reading_service.MAX_ATTEMPTS)
    assert imports.take_up_unread(at=NOW + timedelta(minutes=17)) == []
    import_.refresh_from_db()
    assert import_.state == State.REFUSED
