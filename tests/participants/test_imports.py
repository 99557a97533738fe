"""Uploads of a bank from the file to the people and back: verdicts, acceptance, updating again, undoing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import AuditEntry
from participants.drafts import PersonDraft
from participants.judging import judge
from participants.models import BankImport, BankImportRow, ColumnMapping, Participation, Person, Representative
from participants.services import imports
from participants.services.imports import accepting
from participants.services.people import change_person

from ..factories import NOW, make_consent, make_participation, make_person
from .conftest import as_csv

State, Verdict = BankImport.State, BankImportRow.Verdict
IVANOV = [1, "Иванов Пётр Ильич", "14.05.2012", "8 «А»", "Иванова Анна Сергеевна, 8 912 345 67 89", "Физика",
          "01.09.2026", "ученик - ученик"]  # fmt: skip
KIM = [2, "Ким-Соколова Алёна", "2 марта 2013 г.", "7Б", "a@mail.ru", "Хор", "01.09.2026", "Ученик – ученик"]
BROKEN = [3, "Петров", "31.02.2012", "7Б", "", "", "01.09.2026", "учитель-ученик"]


def verdicts(batch: BankImport) -> list[str]:
    return list(batch.rows.values_list("verdict", flat=True))


def test_what_is_valid_is_accepted_and_the_rest_told_apart(upload, accept, world):
    batch = upload(IVANOV, KIM, BROKEN)
    assert (batch.state, verdicts(batch)) == (State.READ, [Verdict.NEW, Verdict.NEW, Verdict.REJECTED])
    assert not Person.objects.exists()
    accept(batch)
    assert batch.state == State.ACCEPTED
    ivanov = Person.objects.get(last_name="Иванов")
    participation = ivanov.participations.get()
    assert (ivanov.organization, ivanov.birth_on, ivanov.kind) == (world.a1, date(2012, 5, 14), "learner")
    assert ivanov.fingerprint
    assert (participation.form.code, participation.joined_on, participation.request) == (
        "pupil-pupil", date(2026, 9, 1), "Физика",
    )  # fmt: skip
    mother = ivanov.representatives.get()
    assert (mother.full_name, mother.phone, mother.relation) == (
        "Иванова Анна Сергеевна", "+7 912 345-67-89", "unstated",
    )  # fmt: skip
    assert Person.objects.get(first_name="Алёна").email == "a@mail.ru"


def test_the_same_file_again_changes_nothing(upload, accept):
    accept(upload(IVANOV, KIM))
    again = upload(IVANOV, KIM)
    assert verdicts(again) == [Verdict.SAME, Verdict.SAME]
    with pytest.raises(imports.ImportNotPossible):
        accept(again)
    assert Person.objects.count() == 2


def test_a_changed_cell_changes_just_that(upload, accept, world):
    accept(upload(IVANOV, KIM))
    before = Person.objects.values().get(last_name="Иванов")
    accept(upload([*IVANOV[:3], "9 «А»", *IVANOV[4:]], KIM))
    after = Person.objects.values().get(last_name="Иванов")
    assert after == {**before, "class_group": "9 «А»", "revision": before["revision"] + 1}
    entry = AuditEntry.objects.get(verb="person.changed")
    assert "9 «А»" not in str(entry.changes) and entry.subject_label == f"№ {before['id']}"


def test_an_upload_is_taken_back(upload, accept, world):
    accept(upload(KIM))
    batch = accept(upload(IVANOV, [*KIM[:3], "8Б", *KIM[4:]]))
    undone = imports.undo_import(batch, by=world.curator, at=NOW)
    assert (undone.removed, undone.restored, undone.kept) == (1, 1, 0)
    assert Person.objects.get().class_group == "7 «Б»"
    assert Participation.objects.count() == 1
    assert not Representative.objects.exists()


def test_a_birth_date_of_an_upload_moves_the_end_of_consents_and_taking_back_moves_it_back(upload, accept, world):
    person = make_person(world.a1, last_name="Иванов", first_name="Пётр", patronymic="Ильич", birth_on=None)
    make_participation(person)
    consent = make_consent(person, signer="representative")
    batch = accept(upload(IVANOV))
    consent.refresh_from_db()
    assert consent.valid_until == date(2030, 5, 13)
    imports.undo_import(batch, by=world.curator, at=NOW)
    consent.refresh_from_db()
    assert consent.valid_until is None


def test_taking_back_keeps_those_on_whom_something_hangs_and_what_was_changed_since(upload, accept, world):
    batch = accept(upload(IVANOV, KIM))
    make_consent(Person.objects.get(last_name="Иванов"))
    undone = imports.undo_import(batch, by=world.curator, at=NOW)
    assert (undone.removed, undone.kept) == (1, 1)
    assert Person.objects.get().participations.exists()

    batch = accept(upload([*IVANOV[:3], "9 «А»", *IVANOV[4:]]))
    Person.objects.update(class_group="10")
    assert imports.undo_import(batch, by=world.curator, at=NOW).restored == 0
    assert Person.objects.get().class_group == "10"


def test_taking_back_keeps_a_person_whom_somebody_has_edited_since(upload, accept, world):
    batch = accept(upload(IVANOV, KIM))
    edited = Person.objects.get(last_name="Иванов")
    draft = replace(PersonDraft.of(edited), phone="+7 900 000-00-01")
    change_person(edited, draft, seen=edited.revision, by=world.curator, at=NOW)
    undone = imports.undo_import(batch, by=world.curator, at=NOW)
    assert (undone.removed, undone.kept) == (1, 1)
    assert Person.objects.get().phone == "+7 900 000-00-01"


def test_what_was_written_before_a_fault_can_be_taken_back(upload, world, monkeypatch):
    batch = upload(IVANOV, KIM)
    imports.ask_to_accept(batch, by=world.curator, at=NOW)
    monkeypatch.setattr(accepting, "CHUNK", 1)
    judged = []

    def fault_at_the_second(*args, **kwargs):
        judged.append(args)
        if len(judged) > 1:
            raise RuntimeError("Иванов")
        return judge(*args, **kwargs)

    monkeypatch.setattr(accepting, "judge", fault_at_the_second)
    imports.accept_import(batch, by=world.curator, clock=lambda: NOW)
    batch.refresh_from_db()
    assert (batch.state, bool(batch.problem), Person.objects.count()) == (State.ACCEPTED, True, 1)
    assert imports.undo_import(batch, by=world.curator, at=NOW).removed == 1
    assert not Person.objects.exists()


def test_a_slip_of_the_pen_is_a_doubt_that_somebody_decides(upload, accept, world):
    known = make_person(world.a1, last_name="Иванов", first_name="Петр", patronymic="Ильич")
    make_participation(known)
    batch = upload([1, "Ивонов Пётр Ильич", *IVANOV[2:]])
    row = batch.rows.get()
    assert (row.verdict, row.person) == (Verdict.DOUBT, known)
    with pytest.raises(imports.ImportNotPossible):
        accept(batch)
    imports.decide_doubt(row, "update")
    accept(batch)
    known.refresh_from_db()
    assert (Person.objects.count(), known.last_name) == (1, "Ивонов")

    again = upload([1, "Ивонув Пётр Ильич", *IVANOV[2:]])
    assert imports.decide_doubts(again, "new") == 1
    accept(again)
    assert Person.objects.count() == 2


def test_a_namesake_of_another_birth_date_is_another_person(upload, accept):
    accept(upload(IVANOV))
    accept(upload([*IVANOV[:2], "03.11.2009", *IVANOV[3:]]))
    assert Person.objects.count() == 2


def test_a_cell_is_corrected_in_place(upload, accept):
    batch = upload(BROKEN)
    row = batch.rows.get()
    assert {problem["field"] for problem in row.problems} == {"full_name", "birth_on", "form"}
    imports.correct_row(row, {1: "Петров Олег", 2: "28.02.2012", 7: "Ученик-ученик"}, on=NOW.date())
    assert (row.verdict, row.problems) == (Verdict.NEW, [])
    accept(batch)
    assert Person.objects.get().first_name == "Олег"


def test_columns_that_a_person_has_set_are_remembered(upload, accept, world):
    titles = ["п/п", "Дети", "Рожд.", "Кл."]
    batch = upload([1, "Иванов Пётр Ильич", "14.05.2012", "8А"], titles=titles)
    assert (batch.state, "ФИО" in batch.problem) == (State.REFUSED, True)
    mapping = {1: "full_name", 2: "birth_on", 3: "class_group"}
    imports.set_columns(batch, header_row=1, mapping=mapping, by=world.curator, at=NOW)
    imports.read_import(batch, clock=lambda: NOW)
    assert (batch.state, batch.problem, verdicts(batch)) == (State.READ, "", [Verdict.NEW])
    assert ColumnMapping.objects.get().mapping == {"1": "full_name", "2": "birth_on", "3": "class_group"}
    assert upload([1, "Ким Анна", "2013", "8А"], titles=titles).state == State.READ


def test_one_mentor_in_two_forms_is_one_person(upload, accept):
    titles = ["ФИО наставника", "Дата рождения", "Форма наставничества", "Желаемый возраст наставляемых"]
    forms = ("Работодатель – ученик", "Педагог – педагог")
    rows = [["Орлова Вера Павловна", "1.2.1980", form, "10-14"] for form in forms]
    batch = accept(upload(*rows, titles=titles, role="mentor"))
    assert (Person.objects.count(), Participation.objects.count()) == (1, 2)
    assert imports.undo_import(batch, by=None, at=NOW).removed == 1
    assert not Participation.objects.exists()


def test_two_workers_write_once(upload, accept, world):
    batch = upload(IVANOV)
    imports.ask_to_accept(batch, by=world.curator, at=NOW)
    other = BankImport.objects.get(pk=batch.pk)
    imports.accept_import(batch, by=world.curator, clock=lambda: NOW)
    imports.accept_import(other, by=world.curator, clock=lambda: NOW)
    assert Person.objects.count() == 1


def test_what_a_dead_worker_left_is_taken_up(upload, world):
    batch = upload(IVANOV)
    imports.ask_to_accept(batch, by=world.curator, at=NOW)
    BankImport.objects.update(claimed_at=NOW)
    assert imports.take_up_abandoned(at=NOW + timedelta(minutes=5)) == []
    (left,) = imports.take_up_abandoned(at=NOW + timedelta(minutes=20))
    imports.accept_import(left, by=world.curator, clock=lambda: NOW)
    assert Person.objects.count() == 1
    BankImport.objects.update(state=State.READING, claimed_at=NOW)
    (left,) = imports.take_up_abandoned(at=NOW + timedelta(minutes=20))
    assert left.state == State.WAITING


def test_files_and_rows_are_forgotten_after_thirty_days(upload, accept):
    accept(upload(IVANOV))
    waiting = upload(KIM)
    assert imports.forget_old_imports(at=NOW + timedelta(days=29)) == 0
    assert imports.forget_old_imports(at=NOW + timedelta(days=31)) == 2
    waiting.refresh_from_db()
    assert (waiting.state, waiting.file, BankImportRow.objects.count()) == (State.ABANDONED, None, 0)
    assert Person.objects.count() == 1


def test_the_trail_holds_no_name(upload, accept, world):
    batch = accept(upload(IVANOV, KIM))
    accept(upload([*IVANOV[:3], "9 «А»", *IVANOV[4:]]))
    imports.undo_import(batch, by=world.curator, at=NOW)
    said = " ".join(f"{entry.subject_label} {entry.changes}" for entry in AuditEntry.objects.all())
    assert not any(word in said for word in ("Иванов", "Ким", "Физика", "912", "mail", "9 «А»"))
    assert AuditEntry.objects.filter(verb="person.added").count() == 2
    assert AuditEntry.objects.filter(verb="bankimport.accepted").count() == 2


@pytest.mark.parametrize("people", [2, 30])
def test_reading_and_writing_take_a_fixed_number_of_queries(upload, accept, world, people, django_assert_num_queries):
    rows = [[n, f"Иванов Пётр {'А' * n}вич", *IVANOV[2:]] for n in range(1, people + 1)]
    file = SimpleUploadedFile("банк.csv", as_csv(*rows))
    batch = imports.begin_import(file, organization=world.a1, role="mentee", by=world.curator, at=NOW)
    with django_assert_num_queries(20):
        imports.read_import(batch, clock=lambda: NOW)
    imports.ask_to_accept(batch, by=world.curator, at=NOW)
    with django_assert_num_queries(28):
        imports.accept_import(batch, by=world.curator, clock=lambda: NOW)
    assert Person.objects.count() == people
