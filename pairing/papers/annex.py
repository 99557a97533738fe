"""The annex of an order about pairs: a row for each mentee, with the consents that it rests on (domain.md 4.5)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.documents import Column, Document, Heading, Row, Table
from participants.models import Consent, Participation, Person
from participants.models.consents import ConsentKind

from ..models import Membership, Pairing

COLUMNS = (
    Column("№", 4),
    Column("ФИО наставника", 20),
    Column("Должность, класс", 16),
    Column("ФИО наставляемого", 20),
    Column("Должность, класс", 12),
    Column("Форма", 14),
    Column("Вид", 12),
    Column("Период", 14),
    Column("Основание", 18),
)


def annex_document(
    pairs: Sequence[Pairing], *, at: datetime, title: str = "Перечень наставнических пар и групп"
) -> Document:
    """The pairs with `mentor`, `form` and `kind`; their mentees and consents are read here, at once for all."""
    return Document(
        title=title,
        blocks=[
            Heading(title, level=2),
            Table(COLUMNS, [Row(row) for row in annex_rows(pairs)], name="Пары и группы"),
        ],
        file_name=title,
        created_at=at,
        author=pairs[0].organization.full_name,
        orientation="landscape",
    )


def annex_rows(pairs: Sequence[Pairing]) -> Iterator[list]:
    """Number, mentor, position, mentee, class, form, kind, period, consents: a row for each mentee."""
    members = Membership.objects.filter(pairing__in=pairs).select_related("mentee__person", "pairing")
    of_pair: dict[int, list[Membership]] = {}
    for member in members:
        of_pair.setdefault(member.pairing_id, []).append(member)
    people = [pair.mentor for pair in pairs] + [member.mentee for member in members]
    consents = _consents(people)
    number = 0
    for pair in pairs:
        for member in of_pair.get(pair.pk, ()):
            number += 1
            yield [
                number,
                pair.mentor.person.get_full_name(),
                pair.mentor.person.studies_or_works,
                member.mentee.person.get_full_name(),
                member.mentee.person.studies_or_works,
                pair.form.title,
                pair.kind.title if pair.kind else "группа" if len(of_pair[pair.pk]) > 1 else "пара",
                f"{member.joined_on:%d.%m.%Y} – {pair.last_day:%d.%m.%Y}",
                _ground(pair.mentor, member.mentee, consents),
            ]


def _ground(mentor: Participation, mentee: Participation, consents: dict) -> str:
    """«согласие наставника от …, согласие наставляемого от …»"""
    kind = ConsentKind.MENTOR_DUTY if mentor.person.kind == Person.Kind.EMPLOYEE else ConsentKind.PARTICIPATION
    said = (
        ("согласие наставника", consents.get((mentor.person_id, kind))),
        ("согласие наставляемого", consents.get((mentee.person_id, ConsentKind.PARTICIPATION))),
    )
    return ", ".join(f"{whose} от {day:%d.%m.%Y}" for whose, day in said if day)


def _consents(people: Sequence[Participation]) -> dict[tuple[int, str], object]:
    """The day of the latest consent of each kind that was not withdrawn, by person."""
    found = Consent.objects.filter(person__in={row.person_id for row in people}, withdrawn_on=None)
    found = found.order_by("signed_on").values_list("person_id", "kind", "signed_on")
    return {(person, kind): signed_on for person, kind, signed_on in found}
