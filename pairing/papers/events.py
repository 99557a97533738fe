"""The list of those who took part in an event, to be signed by hand."""

from collections.abc import Sequence
from datetime import datetime

from core.calendar import long_date
from core.documents import Column, Document, Heading, KeyValues, Note, Row, Table
from participants.models import Participation

from ..models import Event
from .curator import CURATOR

COLUMNS = (
    Column("№ п/п", 6, align="center"),
    Column("Фамилия, имя, отчество", 38),
    Column("Класс, должность", 24),
    Column("Роль", 16),
    Column("Подпись", 16),
)
SPARE_LINES = 5  # for those who come without being in the list


def list_document(event: Event, people: Sequence[Participation], *, at: datetime) -> Document:
    """The people in their order, then empty lines for the hand."""
    rows = [
        Row([number, row.person.get_full_name(), row.person.studies_or_works, str(row.get_role_display()), ""])
        for number, row in enumerate(people, start=1)
    ]
    spare = [Row([number, "", "", "", ""]) for number in range(len(rows) + 1, len(rows) + 1 + SPARE_LINES)]
    facts = [("Дата", long_date(event.on)), ("Место проведения", event.place or "—")]
    facts += [("Программа наставничества", str(event.programme))] if event.programme else []
    facts += [("Гостей", event.guests)] if event.guests else []
    title = f"Список участников: {event.title}"
    return Document(
        title=title,
        blocks=[
            Heading(f"СПИСОК УЧАСТНИКОВ МЕРОПРИЯТИЯ\n{event.title}"),
            KeyValues([("Организация", event.organization.full_name), ("Вид", str(event.get_kind_display())), *facts]),
            Table(COLUMNS, [*rows, *spare], name="Участники"),
            Note("Подписывая список, участник подтверждает своё присутствие на мероприятии."),
            CURATOR,
        ],
        file_name=f"{title}, {event.on:%d.%m.%Y}",
        created_at=at,
        author=event.organization.full_name,
    )
