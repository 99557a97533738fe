"""The pages of uploads and official tables, as a curator goes through them; and what nobody else ever reads there."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from core.models import AuditEntry
from participants.models import BankImport, BankSettings, Participation, Person

from ..factories import make_consent, make_participation, make_person
from .conftest import as_csv
from .test_imports import BROKEN, IVANOV, KIM

HIDDEN = "Скрытнева"


@pytest.fixture
def client(client, world):
    client.force_login(world.curator)
    return client


@pytest.fixture
def begun(client):
    def begin(*rows) -> BankImport:
        file = SimpleUploadedFile("банк.csv", as_csv(*rows))
        response = client.post(reverse("participants:import_begin"), {"role": "mentee", "file": file})
        batch = BankImport.objects.latest("pk")
        assert response["Location"] == batch.get_absolute_url()
        return batch

    return begin


def page(client, name: str, *args, **query) -> str:
    response = client.get(reverse(f"participants:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_file_to_the_bank_and_back(client, begun):
    batch = begun(IVANOV, KIM, BROKEN)
    said = page(client, "import_rows", batch.pk, verdict="rejected")
    assert "Петров" in said and "Это не дата" in said and "Иванов Пётр" not in said
    assert "Иванов Пётр" in page(client, "import_rows", batch.pk, verdict="new")
    row = batch.rows.get(verdict="rejected")
    assert "31.02.2012" in page(client, "import_row", row.pk)
    cells = {"cell_1": "Петров Олег", "cell_2": "28.02.2012", "cell_3": "7Б", "cell_6": "01.09.2026", "cell_7": ""}
    client.post(reverse("participants:import_row", args=[row.pk]), cells)
    page(client, "import_accept", batch.pk)
    client.post(reverse("participants:import_accept", args=[batch.pk]))
    assert Person.objects.count() == 3
    client.post(reverse("participants:import_undo", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, Person.objects.count()) == ("undone", 0)


def test_a_doubt_is_decided_on_the_page(client, begun, world):
    known = make_person(world.a1, last_name="Иванов", first_name="Петр", patronymic="Ильич")
    make_participation(known)
    batch = begun([1, "Ивонов Пётр Ильич", *IVANOV[2:]])
    row = batch.rows.get()
    assert known.get_full_name() in page(client, "import_rows", batch.pk)
    client.post(reverse("participants:import_decide", args=[row.pk]), {"decision": "update"})
    row.refresh_from_db()
    assert row.decision == "update"
    client.post(reverse("participants:import_decide_all", args=[batch.pk]), {"decision": "skip"})
    row.refresh_from_db()
    assert row.decision == "update"


def test_a_file_that_cannot_be_read_says_why_and_leads_on(client):
    file = SimpleUploadedFile("банк.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    client.post(reverse("participants:import_begin"), {"role": "mentee", "file": file})
    batch = BankImport.objects.get()
    assert "старого формата" in page(client, "import_rows", batch.pk)
    client.post(reverse("participants:import_abandon", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, batch.file) == ("abandoned", None)


def test_the_rejected_rows_come_back_corrected(client, begun):
    batch = begun(IVANOV, BROKEN)
    response = client.get(reverse("participants:import_rejected", args=[batch.pk]))
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    titles, row = list(book.active.iter_rows())
    assert [cell.value for cell in titles][:2] == ["Ошибки", "Строка файла"]
    assert "Это не дата" in row[0].value and row[1].value == 3
    wrong = {
        titles[index].value for index, cell in enumerate(row) if index > 1 and cell.fill.fgColor.rgb != "00000000"
    }
    assert wrong == {"ФИО наставляемого", "Дата рождения", "Форма наставничества"}
    assert AuditEntry.objects.filter(verb="bankimport.rejected_taken").exists()


def test_while_a_worker_is_at_it_the_page_asks_again(client, begun):
    batch = begun(IVANOV)
    BankImport.objects.update(state="accepting", rows_done=500, rows_total=2000)
    said = page(client, "import_rows", batch.pk)
    assert 'hx-trigger="every 1s"' in said and 'http-equiv="refresh"' in said and 'value="500"' in said
    part = client.get(batch.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and 'id="batch"' in part


def test_columns_are_set_by_hand(client, begun):
    batch = begun(IVANOV)
    assert "C. Дата рождения" in page(client, "import_columns", batch.pk)
    url = reverse("participants:import_columns", args=[batch.pk])
    client.post(url, {"header_row": 1, "column_1": "full_name"})
    batch.refresh_from_db()
    assert batch.mapping == {"1": "full_name"}
    twice = client.post(url, {"header_row": 1, "column_1": "full_name", "column_2": "full_name"})
    assert twice.status_code == 200 and "column_2" in twice.context["form"].errors


def test_the_official_table_leaves_by_the_page(client, world):
    person = make_person(world.a1)
    make_participation(person)
    make_participation(make_person(world.a1, last_name=HIDDEN))
    for kind in ("processing", "participation"):
        make_consent(person, kind)
    url = reverse("participants:export")
    assert "Соколова" in page(client, "official_table", "mentee")
    assert HIDDEN not in page(client, "official_table", "mentee")
    response = client.post(url, {"role": "mentee", "file": "official-xlsx", "with_gone": "on"})
    assert response["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(verb="person.exported").count() == 1
    BankSettings.objects.create(organization=world.a1, without_consent="warn")
    assert HIDDEN in page(client, "official_table", "mentee")


def test_columns_of_the_official_table(client, world):
    url = reverse("participants:table_columns", args=["mentee"])
    form = client.get(url).context["form"]
    data = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
    response = client.post(url, {**data, "title_full_name": "Ребёнок"})
    assert response.status_code == 302
    assert {"field": "full_name", "title": "Ребёнок"} in BankSettings.objects.get().mentee_columns
    client.post(url, {**data, "seen": BankSettings.objects.get().revision, "official": "1"})
    assert BankSettings.objects.get().mentee_columns == []


@pytest.mark.parametrize("who", ["methodologist", "coordinator", "administrator", "executor", "stranger"])
def test_nobody_else_reads_a_name_of_an_upload(client, begun, world, who):
    batch = begun([1, f"{HIDDEN} Пётр Ильич", *IVANOV[2:]], BROKEN)
    row = batch.rows.first()
    assert HIDDEN in row.raw[1]
    client.force_login(getattr(world, who))
    for name, number in [
        ("import_rows", batch.pk), ("import_columns", batch.pk), ("import_accept", batch.pk),
        ("import_undo", batch.pk), ("import_decide", row.pk),
        ("import_rejected", batch.pk), ("import_row", row.pk),
    ]:  # fmt: skip
        response = client.get(reverse(f"participants:{name}", args=[number]))
        assert response.status_code == 404
        assert HIDDEN not in response.content.decode()
    for name in ("imports", "export"):
        assert HIDDEN not in client.get(reverse(f"participants:{name}")).content.decode()
    assert not Participation.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_takes_a_fixed_number_of_queries(client, begun, rows, django_assert_num_queries):
    batch = begun(*[[n, f"Иванов{'а' * n} Пётр", *IVANOV[2:]] for n in range(rows)])
    client.get(batch.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(batch.get_absolute_url())
