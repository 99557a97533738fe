"""The access matrix of the banks: nobody above the institution opens a row about a person."""

from datetime import date
from typing import Any

from core.files import store_bytes
from participants.models import BankImport, MentoringForm, Programme, Representative, Topic

from .access_row import Row
from .factories import NOW, World, make_participation, make_person

KEEPERS = "302 403 200 403 200 200 403 403 403"  # pages without a row: curators and directors of institutions
ROW = "302 404 404 404 200 200 404 404 404"  # rows about people: those of the very institution
NAMELESS = "302 404 404 403 200 200 200 200 200"  # rows without names are read down the tree
NAMELESS_KEPT = "302 404 404 403 200 200 403 403 403"

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "participants:mentees": Row(KEEPERS),
    "participants:mentors": Row(KEEPERS),
    "participants:chosen_programme": Row(KEEPERS),
    "participants:chosen_leave": Row(KEEPERS),
    "participants:chosen_questionnaires": Row(KEEPERS),
    "participants:counts": Row("302 403 403 403 403 403 200 200 200"),
    "participants:person_add": Row(KEEPERS, extra={"role": "mentee"}),
    "participants:person": Row(ROW, "person"),
    "participants:person_history": Row(ROW, "person"),
    "participants:person_edit": Row(ROW, "person"),
    "participants:person_archive": Row(ROW, "person"),
    "participants:person_restore": Row(ROW, "person"),
    "participants:representative_add": Row(ROW, "person"),
    "participants:representative_edit": Row(ROW, "representative"),
    "participants:representative_delete": Row(ROW, "representative"),
    "participants:participation_add": Row(ROW, "person", extra={"role": "mentor"}),
    "participants:participation_edit": Row(ROW, "participation"),
    "participants:participation_leave": Row(ROW, "participation"),
    "participants:participation_return": Row(ROW, "participation"),
    "participants:duplicates": Row(KEEPERS),
    "participants:merge": Row(ROW, "person", other="twin"),
    "participants:tell_apart": Row(ROW, "person", other="twin"),
    "participants:programmes": Row("302 403 200 403 200 200 200 200 200"),
    "participants:programme_add": Row(KEEPERS),
    "participants:programme": Row(NAMELESS, "programme"),
    "participants:programme_edit": Row(NAMELESS_KEPT, "programme"),
    "participants:programme_close": Row(NAMELESS_KEPT, "programme"),
    "participants:programme_reopen": Row(NAMELESS_KEPT, "programme"),
    "participants:programme_text": Row(NAMELESS_KEPT, "programme"),
    "participants:reference": Row(KEEPERS),
    "participants:form_add": Row(KEEPERS),
    "participants:form_hide": Row(NAMELESS_KEPT, "own_form"),
    "participants:topic_add": Row(KEEPERS),
    "participants:topic_hide": Row(NAMELESS_KEPT, "own_topic"),
    "participants:target_groups": Row(KEEPERS),
    "participants:settings": Row(KEEPERS),
    "participants:imports": Row(KEEPERS),
    "participants:import_begin": Row(KEEPERS),
    "participants:import_rows": Row(ROW, "bank_import"),
    "participants:import_columns": Row(ROW, "bank_import"),
    "participants:import_accept": Row(ROW, "bank_import"),
    "participants:import_undo": Row(ROW, "bank_import"),
    "participants:import_abandon": Row(ROW, "bank_import"),
    "participants:import_decide_all": Row(ROW, "bank_import"),
    "participants:import_rejected": Row(ROW, "bank_import"),
    "participants:import_row": Row(ROW, "import_row"),
    "participants:import_decide": Row(ROW, "import_row"),
    "participants:export": Row(KEEPERS),
    "participants:official_table": Row(KEEPERS, extra={"role": "mentor"}),
    "participants:table_columns": Row(KEEPERS, extra={"role": "mentor"}),
}


def people_subjects(world: World) -> dict[str, Any]:
    """The rows of school a1 that these URLs are about."""
    person = make_person(world.a1)
    form = MentoringForm.objects.create(
        organization=world.a1,
        code="own",
        title="Выпускник – ученик",
        track="students",
        mentor_side="student",
        mentee_side="learner",
    )
    text = store_bytes(
        b"%PDF-1.7", name="p.pdf", content_type="application/pdf", scope=world.a1.path, by=world.curator, at=NOW
    )
    bank = store_bytes(
        "ФИО\nСоколова".encode(), name="b.csv", content_type="text/csv", scope=world.a1.path, by=world.curator, at=NOW
    )
    batch = BankImport.objects.create(
        organization=world.a1,
        role="mentee",
        state="read",
        file=bank,
        headers=["ФИО"],
        mapping={"0": "full_name"},
        created_at=NOW,
    )
    return {
        "bank_import": batch,
        "import_row": batch.rows.create(number=2, raw=["Соколова"], verdict="rejected"),
        "person": person,
        "twin": make_person(world.a1, patronymic=""),
        "participation": make_participation(person),
        "representative": Representative.objects.create(person=person, full_name="Соколова Анна", relation="mother"),
        "programme": Programme.objects.create(
            organization=world.a1,
            title="Вместе",
            form=form,
            starts_on=date(2026, 9, 1),
            ends_on=date(2027, 5, 31),
            document=text,
        ),
        "own_form": form,
        "own_topic": Topic.objects.create(organization=world.a1, kind="interest", title="Регби"),
    }
