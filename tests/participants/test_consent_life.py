"""The life of consents, from the curator's click to the paper: a child, a young adult, a teacher, an outsider."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from participants.models import BankSettings, Consent, ConsentText, DestructionAct, Person, SubjectRequest
from participants.models.consents import ConsentKind
from participants.reminders import due_reminders

from ..factories import make_consent, make_participation, make_person
from ..orders.test_register import PDF

TODAY = timezone.localdate()


def page(name: str, *args, **query) -> str:
    return reverse(f"participants:{name}", args=args, query=query or None)


def words(response) -> str:
    """The text of a PDF or a DOCX, in one line."""
    data = response.getvalue()
    if response["Content-Type"] == "application/pdf":
        with pdfplumber.open(BytesIO(data)) as pdf:
            return " ".join(" ".join((sheet.extract_text() or "").split()) for sheet in pdf.pages)
    paper = docx.Document(BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def born(years: int, *, days: int = 0) -> date:
    """The birth date of somebody who is so many years old and so many days more today."""
    return (TODAY - timedelta(days=days)).replace(year=TODAY.year - years, day=min(TODAY.day, 28))


@pytest.fixture
def curator(as_role, world):
    BankSettings.objects.create(
        organization=world.a1, operator_address="г. Северный, ул. Школьная, 1", operator_inn="4707013298",
        operator_ogrn="1024701423440", site="https://school.example",
    )  # fmt: skip
    return as_role("curator")


def test_a_thirteen_year_old_is_signed_for_by_the_mother(curator, world):
    child = make_person(world.a1, birth_on=born(13, days=60))
    make_participation(child)
    blank = words(curator.get(page("consent_blank", child.pk, "processing", "pdf")))
    assert "Я, законный представитель:" in blank and "Соколова Дарья Олеговна" in blank
    assert "г. Северный, ул. Школьная, 1, ИНН 4707013298" in blank
    form = {"kind": "processing", "signed_on": TODAY.isoformat(), "representative": "new", "relation": "mother"}
    refused = curator.post(page("consent_add", child.pk), {**form, "representative": ""})
    assert "представителя" in refused.content.decode() and not Consent.objects.exists()
    scan = SimpleUploadedFile("скан.pdf", PDF)
    answer = curator.post(page("consent_add", child.pk), {**form, "full_name": "Соколова Анна Ивановна", "scan": scan})
    assert answer.status_code == 302
    consent = Consent.objects.get()
    assert (consent.signer, consent.age_at_signing) == ("representative", 13)
    assert consent.representative_name == "Соколова Анна Ивановна"
    assert consent.valid_until == child.birth_on.replace(year=child.birth_on.year + 18) - timedelta(days=1)
    assert curator.get(page("consent_scan_file", consent.pk)).getvalue() == PDF
    assert "Соколова Дарья Олеговна" in curator.get(page("consents")).content.decode()
    assert AuditEntry.objects.filter(verb="consents.printed", subject_id=str(child.pk)).exists()
    assert AuditEntry.objects.filter(verb="consent.scan_read", subject_id=str(consent.pk)).exists()


def test_a_seventeen_year_old_signs_with_the_mother_and_alone_from_eighteen(curator, world):
    birthday = TODAY + timedelta(days=10)
    youth = make_person(world.a1, birth_on=birthday.replace(year=birthday.year - 18))
    make_participation(youth)
    youth.representatives.create(full_name="Соколова Анна Ивановна", relation="mother")
    blank = words(curator.get(page("consent_blank", youth.pk, "participation", "docx")))
    assert "Участник" in blank and "Законный представитель" in blank and "Соколова А. И." in blank
    mother = str(youth.representatives.get().pk)
    form = {"kind": "processing", "signed_on": TODAY.isoformat(), "relation": "mother"}
    curator.post(page("consent_add", youth.pk), {**form, "representative": mother})
    assert Consent.objects.get().signer == "both"
    told = [one for one in due_reminders(TODAY) if one.subject == f"person:{youth.pk}"]
    assert [one.recipient_id for one in told] == [world.curator.pk]
    assert told[0].due == birthday and "Соколова" not in told[0].title + told[0].text
    Person.objects.filter(pk=youth.pk).update(birth_on=TODAY.replace(year=TODAY.year - 18, day=min(TODAY.day, 28)))
    adult = words(curator.get(page("consent_blank", youth.pk, "processing", "pdf")))
    assert "законный представитель" not in adult.partition("1. Оператор")[0].lower()
    curator.post(page("consent_add", youth.pk), form)
    assert Consent.objects.order_by("pk").last().signer == "self"


def test_a_teacher_also_consents_to_the_additional_duty(curator, world):
    teacher = make_person(
        world.a1, kind="employee", last_name="Иванова", first_name="Вера", patronymic="Львовна", position="учитель"
    )
    participation = make_participation(teacher, "mentor")
    missing = curator.get(page("consents_missing")).content.decode()
    assert "на выполнение функций наставника" in missing or "mentor" in missing
    kinds = ("processing", "participation", "mentor_duty")
    query = {"pk": participation.pk, "kinds": kinds, "missing": "on", "format": "pdf"}
    printed = words(curator.get(page("consent_blanks", **query)))
    assert "351.8" in printed and "СОГЛАСИЕ РАБОТНИКА" in printed and "Работодатель:" in printed
    url = page("consents_together", pk=participation.pk)
    assert "checked" not in curator.get(url).content.decode()
    data = {"signed_on": TODAY.isoformat()}
    assert curator.post(url, data).status_code == 200 and not Consent.objects.exists()
    data |= dict.fromkeys(kinds, teacher.pk)
    assert curator.post(url, data).status_code == 302
    again = curator.post(url, data)  # Back, and the button once more
    assert again.status_code == 200 and Consent.objects.count() == len(kinds)
    assert 'name="dissemination"' in again.content.decode() and 'name="processing"' not in again.content.decode()
    assert set(Consent.objects.values_list("kind", "signer")) == {(kind, "self") for kind in kinds}
    assert "Иванова" not in curator.get(page("consents_missing")).content.decode()


def test_an_employers_mentor_has_no_duty_to_consent_to(curator, world):
    outsider = make_person(world.a1, kind="external", last_name="Заводской", workplace="АО «Завод»")
    make_participation(outsider, "mentor")
    assert curator.get(page("consent_blank", outsider.pk, "mentor_duty", "pdf")).status_code == 404
    data = {"kind": "mentor_duty", "signed_on": TODAY.isoformat(), "relation": "mother"}
    assert curator.post(page("consent_add", outsider.pk), data).status_code == 200
    data["kind"] = "dissemination"
    curator.post(page("consent_add", outsider.pk), {**data, "banned_data": "фотографии\n\nотзыв"})
    consent = Consent.objects.get()
    assert (consent.signer, consent.banned_data) == ("self", ["фотографии", "отзыв"])
    assert consent.valid_until is not None
    blank = words(curator.get(page("consent_blank", outsider.pk, "dissemination", "pdf")))
    assert "https://school.example" in blank and "Условия и запреты" in blank


def test_from_the_withdrawal_to_the_act(curator, world):
    child = make_person(world.a1, birth_on=born(12), phone="+7 900 111-22-33")
    participation = make_participation(child)
    consent = make_consent(child)
    asked = curator.get(page("consent_withdraw", consent.pk)).content.decode()
    assert "30" in asked
    answer = curator.post(
        page("consent_withdraw", consent.pk), {"received_on": TODAY.isoformat(), "received_from": "Мать"}
    )
    request = SubjectRequest.objects.get()
    assert answer.url == page("request", request.pk) and request.due_on == TODAY + timedelta(days=30)
    participation.refresh_from_db()
    assert participation.leaving == "consent"
    report = words(curator.get(page("access_report", child.pk, "pdf")))
    assert "Соколова" in report and "+7 900 111-22-33" in report and "152-ФЗ" in report
    destroy = {"name_1": "М. П. Кураторова", "position_1": "Куратор"}
    assert curator.post(page("request_destroy", request.pk), destroy).status_code == 200  # not sure yet
    assert curator.post(page("request_destroy", request.pk), {**destroy, "sure": "on"}).status_code == 302
    act = DestructionAct.objects.get()
    paper = words(curator.get(page("act_file", act.pk, "paper")))
    assert "Соколова Дарья Олеговна" in paper and "М. П. Кураторова" in paper
    assert curator.get(page("act_file", act.pk, "log")).getvalue().startswith(b"PK")
    child.refresh_from_db()
    assert child.erased_at and not child.get_full_name()
    for name, *args in (("requests",), ("request", request.pk), ("acts",), ("consents",), ("person", child.pk)):
        assert "Соколова" not in curator.get(page(name, *args) + "?state=all").content.decode()


def test_a_class_gets_one_file_with_a_sheet_for_each(curator, world):
    for name in ("Антонова", "Борисова", "Викторова"):
        make_participation(make_person(world.a1, last_name=name, birth_on=born(12)))
    make_participation(make_person(world.a1, last_name="Другова", class_group="9 «Б»"))
    query = {"kinds": "processing", "group": "8 «А»", "missing": "on", "format": "pdf"}
    for two_sided in ({}, {"two_sided": "on"}):
        data = curator.get(page("consent_blanks", **query, **two_sided)).getvalue()
        with pdfplumber.open(BytesIO(data)) as pdf:
            sheets = [sheet.extract_text() or "" for sheet in pdf.pages]
        first = [number for number, text in enumerate(sheets) if "СОГЛАСИЕ" in text]
        assert len(first) == 3 and "Другова" not in "".join(sheets)
        assert all(number % 2 == 0 for number in first) if two_sided else all(text.strip() for text in sheets)
    assert AuditEntry.objects.filter(verb="consents.printed", subject_type="participants.person").count() == 6


def test_after_a_meeting_doubts_are_shown_and_the_rest_is_entered(curator, world):
    known, unknown = (make_person(world.a1, last_name=name, birth_on=born(12)) for name in ("Известная", "Сомнина"))
    known.representatives.create(full_name="Известная Мать", relation="mother")
    rows = [make_participation(person).pk for person in (known, unknown)]
    data = {"signed_on": TODAY.isoformat(), f"relation_{unknown.pk}": "mother",
            f"representative_{known.pk}": str(known.representatives.get().pk),
            "processing": [known.pk, unknown.pk], "participation": [unknown.pk]}  # fmt: skip
    url = f"{page('consents_together')}?pk={rows[0]}&pk={rows[1]}"
    shown = curator.post(url, data).content.decode()
    assert Consent.objects.get().person == known and "Сомнина" in shown
    data[f"full_name_{unknown.pk}"] = "Сомнина Мать"
    curator.post(url, data)
    kinds = Consent.objects.filter(person=unknown, representative_name="Сомнина Мать").values_list("kind", flat=True)
    assert set(kinds) == {"processing", "participation"} and unknown.representatives.count() == 1
    assert Consent.objects.count() == 3


def test_a_signed_text_is_never_changed(curator, world):
    child = make_person(world.a1)
    signed = make_consent(child).text
    before = ConsentText.objects.filter(pk=signed.pk).values().get()
    for purpose in ("Своя цель", "Другая цель"):
        curator.post(
            page("consent_text_add", "processing"),
            {"purpose": purpose, "data_list": "ФИО", "actions": "хранение", "term_months": "12", "body": "Согласие"},
        )
    assert ConsentText.objects.filter(pk=signed.pk).values().get() == before
    own = ConsentText.objects.filter(organization=world.a1).order_by("version")
    assert list(own.values_list("version", "is_active")) == [(1, False), (2, True)]
    assert "Другая цель" in words(curator.get(page("consent_blank", child.pk, "processing", "docx")))
    assert set(ConsentKind) == set(ConsentText.objects.filter(organization=None).values_list("kind", flat=True))
