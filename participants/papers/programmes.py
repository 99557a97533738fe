"""The base of programmes on paper."""

from collections.abc import Iterable
from datetime import datetime

from core.documents import Column, Document, Heading, Row, Table
from organizations.models import Organization

from ..models import Programme

TITLE = "База программ наставничества"


def programmes_document(programmes: Iterable[Programme], organization: Organization, *, at: datetime) -> Document:
    """The programmes of `selectors.programmes.with_numbers` as a table."""
    columns = [
        Column("№", 1, align="center"),
        Column("Программа", 6),
        Column("Форма наставничества", 4),
        Column("Цель", 5),
        Column("Начало", 2),
        Column("Окончание", 2),
        Column("Наставников", 2, align="center"),
        Column("Наставляемых", 2, align="center"),
    ]
    rows = [
        Row((n, row.title, str(row.form), row.goal, row.starts_on, row.ends_on, row.mentors, row.mentees))
        for n, row in enumerate(programmes, start=1)
    ]
    return Document(
        TITLE,
        [Heading(TITLE), Table(columns, rows)],
        file_name=f"{TITLE} {organization.short_name}",
        created_at=at,
        author=organization.short_name,
        orientation="landscape",
    )
