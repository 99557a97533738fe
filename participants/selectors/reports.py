"""Everything that is stored about one person, in Russian words, for the person (152-FZ article 14 part 7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.text import capfirst

from core.audit import change_label
from core.models import AuditEntry
from core.numbers import told

from ..disclosure import Facts, told_elsewhere
from ..models import Consent, MentorOffer, Participation, Person, Representative, SubjectRequest
from ..times import times_in_words
from .trail import trail_of

PERSON = (
    "kind", "last_name", "first_name", "patronymic", "sex", "birth_on", "class_group", "position",
    "experience_since", "workplace", "partner", "phone", "email",
)  # fmt: skip
REPRESENTATIVE = ("full_name", "relation", "basis", "phone", "email")
PARTICIPATION = (
    "role", "form", "programme", "joined_on", "left_on", "leaving", "leaving_note", "questionnaire_on", "request",
    "achievements", "interests_text", "wished_age_from", "wished_age_to", "hours_a_week", "mode", "language",
    "capacity", "certificate_seen_on", "results", "case_url", "completed_mark",
)  # fmt: skip
OF_MENTORS = ("achievements", "wished_age_from", "wished_age_to", "capacity", "certificate_seen_on")
CONSENT = (
    "kind", "signed_on", "valid_until", "signer", "representative_name", "representative_basis", "conditions",
    "withdrawn_on", "scan",
)  # fmt: skip
REQUEST = ("kind", "received_on", "received_from", "due_on", "state", "answer", "closed_on")
LABELS = {"full_name": "Фамилия, имя, отчество"}  # where the field's own name speaks of organisations
OFFER = ("permitted_on", "summary", "offered_on", "withdrawn_on")


@dataclass(frozen=True)
class Stored:
    """`facts` by heading; `consents` are the grounds in force, `ended` those that were; `trail` says who did what with
    the data, and when."""

    facts: list[Facts]
    consents: list[Consent]
    ended: list[Consent]
    trail: list[AuditEntry]


def everything_about(person: Person, *, on: date) -> Stored:
    """All of it; files are named, not printed."""
    consents = list(person.consents.select_related("text", "scan"))
    return Stored(
        facts=[*_facts(person, consents), *told_elsewhere(person)],
        consents=[consent for consent in consents if consent.is_valid_on(on)],
        ended=[consent for consent in consents if not consent.is_valid_on(on)],
        trail=list(trail_of(person)),
    )


def _facts(person: Person, consents: list[Consent]) -> Iterator[Facts]:
    personal = list(_values(person, PERSON))
    personal += [("Имя в падежах", "; ".join(person.declension.values()))] if person.declension else []
    yield ("Персональные данные", personal)
    for representative in Representative.objects.filter(person=person):
        yield ("Законный представитель", list(_values(representative, REPRESENTATIVE)))
    for participation in person.participations.select_related("form", "programme"):
        yield (capfirst(f"участие: {participation.get_role_display()}"), list(_participation(participation)))
    for consent in consents:
        yield ("Согласие", list(_consent(consent)))
    for request in SubjectRequest.objects.filter(person=person):
        yield ("Обращение", list(_values(request, REQUEST)))
    for offer in MentorOffer.objects.filter(participation__person=person):
        yield ("Предложение наставника другим организациям", list(_values(offer, OFFER)))


def _participation(row: Participation) -> Iterator[tuple[str, str]]:
    mentor = row.role == Participation.Role.MENTOR
    yield from _values(row, tuple(name for name in PARTICIPATION if mentor or name not in OF_MENTORS))
    for label, topics in (("Области", row.areas.all()), ("Интересы", row.interests.all())):
        if topics:
            yield (label, "; ".join(topic.title for topic in topics))
    if row.times:
        yield ("Удобное время", times_in_words(row.times))
    for assessment in row.assessments.prefetch_related("scores__parameter"):
        scores = "; ".join(f"{score.parameter}: {score.value}" for score in assessment.scores.all())
        yield (str(assessment), ", ".join(filter(None, (assessment.assessor, scores))) or "проведена")
    for certificate in row.certificates.all():
        yield ("Обучение", f"{certificate}, {certificate.issued_on:%d.%m.%Y}")
    for link in row.questionnaire_links.all():
        answers = "; ".join(f"{_field_said(answer['field'])}: {answer['after']}" for answer in link.answers)
        made = f"создана {timezone.localdate(link.made_at):%d.%m.%Y}"
        yield ("Личная ссылка на анкету", ", ".join(filter(None, (made, answers))))


def _field_said(name: str) -> str:
    return str(change_label(Participation._meta.label_lower, name))


def _consent(consent: Consent) -> Iterator[tuple[str, str]]:
    yield from _values(consent, CONSENT)
    if consent.banned_data:
        yield ("Не публиковать", "; ".join(consent.banned_data))


def _values(row: Model, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        said = _said(row, name)
        if said:
            yield (LABELS.get(name) or capfirst(str(row._meta.get_field(name).verbose_name)), said)


def _said(row: Model, name: str) -> str:
    value: Any = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return told(value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)
