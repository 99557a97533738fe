"""Whoever sees all that is known of people is in the audit trail: cards, forms, tables, rows of uploads, scans."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from core.files import store_bytes
from core.models import AuditEntry
from participants.models import BankSettings, Certificate
from participants.services import imports

from ..factories import NOW, TODAY, make_consent, make_participation, make_person


def looked(verb: str) -> list[str]:
    entries = AuditEntry.objects.filter(verb=verb).order_by("subject_id")
    return list(entries.values_list("subject_id", flat=True))


def test_the_form_of_a_person_is_a_look(as_role, world):
    person = make_person(world.a1)
    url = reverse("participants:person_edit", args=[person.pk])
    for _twice in range(2):
        assert as_role("curator").get(url).status_code == 200
    assert looked("person.viewed") == [str(person.pk)]


def test_two_people_side_by_side_are_two_looks(as_role, world):
    one, other = make_person(world.a1), make_person(world.a1, first_name="Дарина")
    assert as_role("curator").get(reverse("participants:merge", args=[one.pk, other.pk])).status_code == 200
    assert looked("person.viewed") == sorted([str(one.pk), str(other.pk)])


def test_the_table_of_a_bank_is_one_look_for_all(as_role, world):
    for _two in range(2):
        make_participation(make_person(world.a1))
    for _twice in range(2):
        assert as_role("curator").get(reverse("participants:official_table", args=["mentee"])).status_code == 200
    assert looked("bank.viewed") == [str(world.a1.pk)]
    as_role("curator").get(reverse("participants:official_table", args=["mentor"]))
    assert len(looked("bank.viewed")) == 2


def test_a_row_of_an_upload_is_a_look(as_role, world):
    table = SimpleUploadedFile("банк.csv", "ФИО;Класс\nСоколова Дарья Олеговна;8 «А»\n".encode())
    batch = imports.begin_import(table, organization=world.a1, role="mentee", by=world.curator, at=NOW)
    imports.read_import(batch, clock=lambda: NOW)
    row = batch.rows.get()
    assert as_role("curator").get(reverse("participants:import_row", args=[row.pk])).status_code == 200
    entry = AuditEntry.objects.get(verb="bank.viewed")
    assert "Соколова" not in f"{entry.subject_label}{entry.changes}"


def test_the_scan_of_a_certificate_is_said_to_be_read_not_printed(as_role, world):
    scan = store_bytes(
        b"%PDF-1.7", name="scan.pdf", content_type="application/pdf", scope=world.a1.path, by=None, at=NOW
    )
    mentor = make_participation(make_person(world.a1, kind="employee"), "mentor")
    certificate = Certificate.objects.create(
        participation=mentor, number="1", issued_on=TODAY, hours=2, title="Курс", scan=scan
    )
    as_role("curator").get(reverse("participants:certificate_scan", args=[certificate.pk])).getvalue()
    assert looked("certificate.scan_read") == [str(certificate.pk)]
    assert not looked("certificate.printed")


@pytest.mark.parametrize(("policy", "leaves"), [("block", False), ("warn", True)])
def test_the_register_as_a_file_leaves_out_who_may_not_be_processed(as_role, world, policy, leaves):
    BankSettings.objects.create(organization=world.a1, without_consent=policy)
    kept, lost = make_person(world.a1), make_person(world.a1, last_name="Отозванова")
    make_consent(kept)
    make_consent(lost, withdrawn_on=TODAY, withdrawal_received_on=TODAY)
    response = as_role("curator").get(reverse("participants:consents"), {"download": "xlsx", "state": "all"})
    said = str(list(load_workbook(BytesIO(response.getvalue())).active.values))
    assert "Соколова" in said
    assert ("Отозванова" in said) is leaves
