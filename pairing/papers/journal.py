"""The journal of meetings: of one pair or of all of an institution, by a period. No private note stands in it."""

from collections.abc import Sequence
from datetime import date, datetime

from core.documents import Block, Column, Document, Heading, KeyValues, Note, Row, Table
from core.documents.tables import Value
from organizations.models import Organization

from ..models import Meeting, Pairing
from .curator import CURATOR

TITLE = "Журнал встреч"
MODES = {Meeting.Mode.IN_PERSON: "очно", Meeting.Mode.REMOTE: "дистанционно"}
KINDS = {
    Meeting.Kind.INTRO: "встреча-знакомство",
    Meeting.Kind.TRIAL: "пробная рабочая встреча",
    Meeting.Kind.PLANNING: "встреча-планирование",
    Meeting.Kind.REGULAR: "регулярная встреча",
    Meeting.Kind.FINAL: "итоговая встреча",
}
MARKS = "Оценка встречи: первая – наставника, вторая – наставляемого, по шкале от 1 до 5."

Period = tuple[date, date]


def journal_document(
    meetings: Sequence[Meeting],
    organization: Organization,
    *,
    pairing: Pairing | None,
    period: Period,
    at: datetime,
) -> Document:
    """Held meetings with their pair and `attended` (selectors.meetings); of `pairing` alone when it is given."""
    starts, ends = period
    days = f"с {starts:%d.%m.%Y} по {ends:%d.%m.%Y}"
    in_group = pairing is not None and len(pairing.members) > 1
    whose = "пар и групп" if pairing is None else "группы" if in_group else "пары"
    heading = f"{TITLE.upper()}\n{'наставнических' if pairing is None else 'наставнической'} {whose}\n{days}"
    blocks: list[Block] = [Heading(heading), KeyValues(_facts(organization, pairing))]
    needless = () if pairing is None else (MENTOR,) if in_group else (MENTOR, MENTEES)
    columns = [column for column in COLUMNS if column not in needless]
    rows = [Row(_cells(number, one, columns)) for number, one in enumerate(meetings, start=1)]
    blocks.append(Table(columns, [*rows, _total(meetings, columns)], name=TITLE))
    if any(_marks(one) for one in meetings):
        blocks.append(Note(MARKS))
    blocks.append(CURATOR)
    name = f"{TITLE} пары {pairing.pk}" if pairing else TITLE
    return Document(
        title=TITLE,
        blocks=blocks,
        file_name=f"{name} {starts:%d.%m.%Y}-{ends:%d.%m.%Y}",
        created_at=at,
        author=organization.full_name,
        orientation="landscape",
        font_size=10,
    )


def _facts(organization: Organization, pairing: Pairing | None) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [("Организация", organization.full_name)]
    if pairing:
        mentees = (member.mentee.person.get_full_name() for member in pairing.members)
        facts += [
            ("Наставник", pairing.mentor.person.get_full_name()),
            ("Наставляемый" if len(pairing.members) == 1 else "Наставляемые", "; ".join(mentees)),
            ("Форма наставничества", pairing.form.title),
            ("Период", f"{pairing.starts_on:%d.%m.%Y} – {pairing.last_day:%d.%m.%Y}"),
        ]
        if pairing.order:
            facts.append(("Основание", f"приказ {pairing.order}"))
    return facts


def _mentees(meeting: Meeting) -> str:
    """Of a group those who were there."""
    there = [row.membership.mentee for row in meeting.attended if row.was_there]
    if not meeting.attended:
        there = [member.mentee for member in meeting.pairing.members]
    return "\n".join(str(mentee.person) for mentee in there)


def _outcome(meeting: Meeting) -> str:
    agreed = f"Договорились: {meeting.next_step}" if meeting.next_step else ""
    return "\n".join(filter(None, (meeting.result, agreed)))


def _marks(meeting: Meeting) -> str:
    marks = (meeting.mentor_mark, meeting.mentee_mark)
    return " / ".join(str(mark or "–") for mark in marks) if any(marks) else ""


NUMBER = Column("№", 5, align="center")
DAY = Column("Дата", 13, align="center")
MINUTES = Column("Мин.", 8)
MENTOR = Column("Наставник", 18)
MENTEES = Column("Наставляемые", 18)
CELLS = {
    DAY: lambda one: one.held_on,
    MENTOR: lambda one: str(one.pairing.mentor.person),
    MENTEES: _mentees,
    Column("Вид встречи", 16): lambda one: KINDS[Meeting.Kind(one.kind)],
    Column("Тема", 22): lambda one: one.topic,
    MINUTES: lambda one: one.minutes,
    Column("Формат", 15): lambda one: MODES[Meeting.Mode(one.mode)],
    Column("Итог, договорённости", 25): _outcome,
    Column("Оценка", 11, align="center"): _marks,
}
COLUMNS = (NUMBER, *CELLS)


def _cells(number: int, meeting: Meeting, columns: Sequence[Column]) -> list[Value]:
    return [number if column is NUMBER else CELLS[column](meeting) for column in columns]


def _total(meetings: Sequence[Meeting], columns: Sequence[Column]) -> Row:
    said = {
        DAY: f"Всего: {len(meetings)}",
        MINUTES: sum(one.minutes or 0 for one in meetings),
    }
    return Row([said.get(column, "") for column in columns], "total")
