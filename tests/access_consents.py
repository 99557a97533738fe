"""The access matrix of consents and of the personal-data desk: the institution alone, on every page and file."""

from datetime import date, timedelta
from typing import Any

from core.files import store_bytes
from participants.models import DestructionAct, Incident, SubjectRequest

from .access_people import KEEPERS, ROW
from .access_row import Row
from .factories import NOW, TODAY, World, make_consent, make_participation, make_person

BLANK = {"kind": "processing", "form": "docx"}

ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "participants:consents": Row(KEEPERS),
    "participants:consents_missing": Row(KEEPERS),
    "participants:consents_together": Row(KEEPERS),
    "participants:consent_blanks": Row(KEEPERS),
    "participants:consent_texts": Row(KEEPERS),
    "participants:consent_text_add": Row(KEEPERS, extra={"kind": "processing"}),
    "participants:consent_text_sample": Row(
        "302 403 200 403 200 200 403 403 403", "common_text", extra={"signer": "self", "form": "docx"}
    ),
    "participants:consent_scan": Row(ROW, "consent"),
    "participants:consent_scan_file": Row(ROW, "consent"),
    "participants:consent_withdraw": Row(ROW, "consent"),
    "participants:consent_add": Row(ROW, "signatory"),
    "participants:consent_blank": Row(ROW, "signatory", extra=BLANK),
    "participants:requests": Row(KEEPERS),
    "participants:request": Row(ROW, "asked"),
    "participants:request_extend": Row(ROW, "asked"),
    "participants:request_block": Row(ROW, "asked"),
    "participants:request_answer": Row(ROW, "asked"),
    "participants:request_destroy": Row(ROW, "asked"),
    "participants:request_notice": Row(ROW, "asked", extra={"form": "docx"}),
    "participants:request_add": Row(ROW, "signatory"),
    "participants:access_report": Row(ROW, "signatory", extra={"form": "docx"}),
    "participants:acts": Row(KEEPERS),
    "participants:act_file": Row(ROW, "act", extra={"part": "paper"}),
    "participants:incidents": Row(KEEPERS),
    "participants:incident_add": Row(KEEPERS),
    "participants:incident": Row(ROW, "incident"),
    "participants:incident_edit": Row(ROW, "incident"),
    "participants:incident_notice": Row(ROW, "incident", extra={"part": "first", "form": "docx"}),
}


def consent_subjects(world: World) -> dict[str, Any]:
    """The rows of school a1 that these URLs are about."""
    person = make_person(world.a1, last_name="Подписантова", first_name="Ульяна", patronymic="")
    make_participation(person)
    paper = store_bytes(
        b"%PDF-1.7", name="c.pdf", content_type="application/pdf", scope=world.a1.path, by=world.curator, at=NOW
    )
    consent = make_consent(person, scan=paper)
    asked = SubjectRequest.objects.create(
        organization=world.a1, person=person, kind="access", received_on=TODAY, due_on=TODAY + timedelta(days=21),
        extended_reason="Запрошены сведения", created_at=NOW,
    )  # fmt: skip
    act = DestructionAct.objects.create(
        organization=world.a1, person=person, number=1, on=TODAY, reason="Отзыв", paper=paper, log=paper,
        keep_until=date(2029, 11, 16), made_by=world.curator,
    )  # fmt: skip
    incident = Incident.objects.create(
        organization=world.a1, found_at=NOW - timedelta(hours=3), what="Потерян список", categories="ФИО",
        recorded_by=world.curator,
    )  # fmt: skip
    return {
        "signatory": person,
        "consent": consent,
        "common_text": consent.text,
        "asked": asked,
        "act": act,
        "incident": incident,
    }
