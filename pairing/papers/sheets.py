"""Sheets of choice for the group meeting: who writes, of whom, and room for the order of liking."""

from collections.abc import Sequence
from datetime import datetime

from core.documents import Block, Column, Document, Heading, KeyValues, Note, PageBreak, Row, Table
from organizations.models import Organization
from participants.models import Participation

from ..services.wishes import RANKS

COLUMNS = (Column("№", 3), Column("ФИО", 22), Column("Класс, должность", 18), Column("Мой выбор (1, 2, 3)", 10))


def choice_sheets(
    people: Sequence[Participation], others: Sequence[Participation], *, organization: Organization, at: datetime
) -> Document:
    """A sheet for each of `people` with all of `others`; printed together, each on the front of a sheet."""
    blocks: list[Block] = []
    for somebody in people:
        blocks += [*([PageBreak()] if blocks else []), *_sheet(somebody, others)]
    return Document(
        title="Листы выбора",
        blocks=blocks,
        file_name=f"Листы выбора {at:%d.%m.%Y}",
        created_at=at,
        author=organization.full_name,
        bundle=True,
    )


def _sheet(somebody: Participation, others: Sequence[Participation]) -> list[Block]:
    whom = "наставников" if somebody.role == Participation.Role.MENTEE else "наставляемых"
    rows = [
        Row([number, other.person.get_full_name(), other.person.studies_or_works, ""])
        for number, other in enumerate(others, start=1)
    ]
    return [
        Heading("Лист выбора после групповой встречи"),
        KeyValues(
            [
                ("Кто выбирает", somebody.person.get_full_name()),
                ("Класс, должность", somebody.person.studies_or_works or "—"),
                ("Форма наставничества", somebody.form.title),
            ]
        ),
        Note(f"Отметьте цифрами от 1 до {RANKS} тех {whom}, с кем вы хотели бы работать: 1 — больше всего."),
        Table(COLUMNS, rows, name="Выбор"),
    ]
