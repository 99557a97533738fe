"""Destruction: the act with its log first, then nothing of the person is left but numbers."""

from datetime import date

import pdfplumber
import pytest
from django.apps import apps
from django.db import models

from core.files import store_bytes
from core.models import StoredFile
from participants import erasure
from participants.drafts import PersonDraft
from participants.models import (
    Assessment,
    BankImport,
    BankImportRow,
    Certificate,
    Consent,
    DestructionAct,
    MentorOffer,
    OfferRequest,
    Person,
    Representative,
    SubjectRequest,
    Topic,
)
from participants.services.consents import withdraw_consent
from participants.services.desk import DeskRefused
from participants.services.erasing import erase_person
from participants.services.merging import merge_people

from ..factories import NOW, TODAY, make_consent, make_participation, make_person

SECRETS = ("Тайнова", "Аглая", "Секретовна", "Шифрова", "+7 900 000-00-01", "мечтает о море")
COMMISSION = [{"name": "М. П. Кураторова", "position": "Куратор"}]


@pytest.fixture
def person(world):
    person = make_person(
        world.a1, last_name="Тайнова", first_name="Аглая", patronymic="Секретовна", phone="+7 900 000-00-01",
        birth_on=date(2012, 5, 14), sex="f", email="t@example.org",
    )  # fmt: skip
    Representative.objects.create(person=person, full_name="Шифрова Мать", relation="mother", phone="1")
    participation = make_participation(person, request="мечтает о море", results="мечтает о море")
    participation.interests.add(Topic.objects.create(kind="interest", title="Море"))
    Assessment.objects.create(participation=participation, wave="input", on=TODAY)
    return person


@pytest.fixture
def request_of(world, person) -> SubjectRequest:
    return withdraw_consent(make_consent(person), received_on=TODAY, received_from="Шифрова", by=world.curator, at=NOW)


def erase(world, person, **fields) -> DestructionAct:
    return erase_person(person, **{"commission": COMMISSION, "by": world.curator, "at": NOW, **fields})


def everything_stored() -> str:
    """Every text of every table of the banks and of the audit trail."""
    tables = [*apps.get_app_config("participants").get_models(), apps.get_model("core.AuditEntry")]
    kinds = (models.CharField, models.TextField, models.JSONField)
    return "\n".join(
        str(row)
        for table in tables
        for row in table._base_manager.values_list(*[f.name for f in table._meta.fields if isinstance(f, kinds)])
    )


def text_of(stored: StoredFile) -> str:
    with stored.content.open("rb") as content, pdfplumber.open(content) as paper:
        return "\n".join(page.extract_text() for page in paper.pages)


def test_no_word_of_the_person_is_left_in_any_table(world, person, request_of):
    assert all(secret in everything_stored() for secret in SECRETS)
    erase(world, person, request=request_of)
    left = everything_stored()
    assert [secret for secret in SECRETS if secret in left] == []


def test_nothing_is_left_of_the_records_merged_into_the_person(world, person):
    keep = make_person(world.a1, last_name="Другая")
    merge_people(keep, person, draft=PersonDraft.of(keep), seen=1, by=world.curator, at=NOW)
    Representative.objects.create(person=person, full_name="Шифрова Мать", relation="mother", phone="1")
    erase(world, keep, reason="Цель достигнута")
    left = everything_stored()
    assert [secret for secret in (*SECRETS, "Другая") if secret in left] == []
    person.refresh_from_db()
    assert (person.fingerprint, person.birth_on, person.merged_into) == ("", date(2012, 5, 1), keep)
    assert person.erased_at


def test_no_scan_permission_message_or_document_is_left(world, person, django_capture_on_commit_callbacks):
    def kept(name: str) -> StoredFile:
        return store_bytes(b"x", name=name, content_type="x", scope=world.a1.path, by=world.curator, at=NOW)

    mentor = make_participation(person, "mentor")
    scan, permission, paper = kept("scan.pdf"), kept("permission.pdf"), kept("paper.pdf")
    Certificate.objects.create(
        participation=mentor, number="1", issued_on=TODAY, hours=8, title="Курс", scan=scan
    )  # fmt: skip
    offer = MentorOffer.objects.create(
        participation=mentor, permitted_on=TODAY, offered_on=TODAY, permission=permission, summary="Тайнова учит"
    )
    asked = OfferRequest.objects.create(
        offer=offer, organization=world.a2, asked_by=world.curator, asked_at=NOW, message="Нужна Тайнова",
        answer="Тайнова согласна", state="agreed",
    )  # fmt: skip
    SubjectRequest.objects.create(
        organization=world.a1, person=person, kind="access", received_on=TODAY, due_on=TODAY, created_at=NOW,
        received_from="Шифрова", answer="Тайнова получила", extended_reason="Тайнова больна", state="done",
        closed_on=TODAY, document=paper,
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        erase(world, person, reason="Цель достигнута")
    left = everything_stored()
    assert [secret for secret in SECRETS if secret in left] == []
    assert not StoredFile.objects.filter(pk__in=[scan.pk, permission.pk, paper.pk]).exists()
    asked.refresh_from_db(), offer.refresh_from_db()
    assert (asked.state, offer.withdrawn_on) == (OfferRequest.State.WITHDRAWN, TODAY)


@pytest.mark.parametrize("state", ["waiting", "read", "refused"])
def test_an_upload_that_is_not_accepted_is_given_up(world, person, state):
    stored = store_bytes(b"names", name="b.xlsx", content_type="x", scope=world.a1.path, by=world.curator, at=NOW)
    batch = BankImport.objects.create(organization=world.a1, role="mentee", file=stored, created_at=NOW, state=state)
    BankImportRow.objects.create(batch=batch, number=2, raw=["ТАЙНОВА Аглая"], verdict="new")
    other = BankImport.objects.create(organization=world.a1, role="mentee", created_at=NOW, state=state)
    BankImportRow.objects.create(batch=other, number=2, raw=["Иванова Анна"], verdict="new")
    erase(world, person, reason="Цель достигнута")
    batch.refresh_from_db(), other.refresh_from_db()
    assert (batch.state, batch.file, batch.rows.count()) == (BankImport.State.ABANDONED, None, 0)
    assert (other.state, other.rows.count()) == (state, 1)


def test_rejected_rows_of_an_accepted_file_go_with_it(world, person):
    batch = BankImport.objects.create(organization=world.a1, role="mentee", created_at=NOW, state="accepted")
    BankImportRow.objects.create(batch=batch, number=2, raw=["Тайнова"], verdict="new", person=person)
    BankImportRow.objects.create(batch=batch, number=3, raw=["Тайнова, ещё раз"], verdict="rejected")
    stays = make_person(world.a1, last_name="Иванова")
    BankImportRow.objects.create(batch=batch, number=4, raw=["Иванова"], verdict="new", person=stays)
    erase(world, person, reason="Цель достигнута")
    assert [row.person for row in BankImportRow.objects.all()] == [stays]


@pytest.mark.parametrize(
    ("kind", "leaving"), [("withdrawal", "consent"), ("purpose_reached", "completed"), ("stop_processing", "other")]
)
def test_whatever_else_was_asked_is_closed_with_the_act(world, person, kind, leaving):
    ground, other = (
        SubjectRequest.objects.create(
            organization=world.a1, person=person, kind=name, received_on=TODAY, due_on=TODAY, created_at=NOW
        )
        for name in (kind, "access")
    )
    erase(world, person, request=ground)
    other.refresh_from_db()
    assert (other.state, other.closed_on) == (SubjectRequest.State.DONE, TODAY)
    assert "акт № 1" in other.answer
    assert person.participations.get().leaving == leaving
    assert apps.get_model("core.AuditEntry").objects.filter(verb="participation.left").count() == 1


def test_one_request_is_carried_out_once(world, person, request_of):
    stale_person, stale_request = Person.objects.get(pk=person.pk), SubjectRequest.objects.get(pk=request_of.pk)
    erase(world, person, request=request_of)
    with pytest.raises(DeskRefused):
        erase(world, stale_person, request=stale_request)


def test_the_act_names_the_person_the_ground_and_who_destroyed(world, person, request_of):
    act = erase(world, person, request=request_of)
    paper = " ".join(text_of(act.paper).split())
    for words in ("Акт № 1", "Тайнова Аглая Секретовна", "М. П. Кураторова", "Отзыв согласия", "контактные данные"):
        assert words in paper or words.upper() in paper
    assert act.log.size > 0
    assert act.keep_until == date(2029, 11, 16)


def test_counts_of_past_dates_keep_the_role_the_dates_and_the_month_of_birth(world, person, request_of):
    erase(world, person, request=request_of)
    person.refresh_from_db()
    participation = person.participations.get()
    assert person.birth_on == date(2012, 5, 1)
    assert (participation.role, participation.joined_on, participation.left_on) == ("mentee", date(2026, 9, 1), TODAY)
    assert person.fingerprint == ""
    assert str(person) == f"№ {person.pk}"


def test_the_request_is_closed_and_the_consent_stays_as_proof(world, person, request_of):
    erase(world, person, request=request_of)
    request_of.refresh_from_db()
    assert (request_of.state, request_of.closed_on) == (SubjectRequest.State.DONE, TODAY)
    assert Consent.objects.filter(person=person).count() == 1


def test_a_person_is_destroyed_once_and_with_a_ground(world, person):
    for wrong in ({"reason": ""}, {"reason": "Цель достигнута", "commission": []}):
        with pytest.raises(DeskRefused):
            erase(world, person, **wrong)
    erase(world, person, reason="Цель обработки достигнута")
    with pytest.raises(DeskRefused):
        erase(world, person, reason="Цель обработки достигнута")


def test_a_request_of_another_person_or_kind_is_no_ground(world, person, request_of):
    stranger = make_person(world.a1, last_name="Другая")
    with pytest.raises(DeskRefused):
        erase(world, stranger, request=request_of)


def test_acts_are_numbered_in_each_institution(world, person):
    second, foreign = make_person(world.a1, last_name="Вторая"), make_person(world.b1, last_name="Чужая")
    numbers = [erase(world, one, reason="Цель достигнута").number for one in (person, second, foreign)]
    assert numbers == [1, 2, 1]


def test_the_uploads_that_named_the_person_go_with_them(world, person, django_capture_on_commit_callbacks):
    stored = store_bytes(b"names", name="b.xlsx", content_type="x", scope=world.a1.path, by=world.curator, at=NOW)
    name, storage = stored.content.name, stored.content.storage
    batch = BankImport.objects.create(organization=world.a1, role="mentee", file=stored, created_at=NOW)
    BankImportRow.objects.create(batch=batch, number=2, raw=["Тайнова"], verdict="new", person=person)
    with django_capture_on_commit_callbacks(execute=True):
        erase(world, person, reason="Цель достигнута")
    assert not BankImportRow.objects.exists()
    assert not storage.exists(name)


def test_the_apps_above_destroy_what_they_hold_and_the_act_says_so(world, person, monkeypatch):
    monkeypatch.setattr(erasure, "_erasers", {"meetings": lambda person, at: ["записи о встречах"]})
    assert "записи о встречах" in erase(world, person, reason="Цель достигнута").categories


def test_when_something_fails_nothing_is_destroyed(world, person, monkeypatch):
    def fail(person, at):
        raise RuntimeError

    monkeypatch.setattr(erasure, "_erasers", {"broken": fail})
    with pytest.raises(RuntimeError):
        erase(world, person, reason="Цель достигнута")
    person.refresh_from_db()
    assert person.last_name == "Тайнова"
    assert not DestructionAct.objects.exists()
