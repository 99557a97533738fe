"""Papers of the School of mentors: the programme with its schedule, the attendance sheet, certificates."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.template.defaultfilters import floatformat

from core.calendar import long_date
from core.documents import (
    Block,
    Column,
    Document,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
)
from organizations.models import Membership, Organization, Role

from ..models import Certificate, Course, Person, Session
from ..selectors.training import SheetRow


def programme_document(course: Course, sessions: Sequence[Session], *, names: bool, at: datetime) -> Document:
    """The programme and schedule of the course; with `names`, who leads each session."""
    columns = [
        Column("№", 5, align="center"),
        Column("Дата", 14, align="center"),
        Column("Тема занятия", 55),
        Column("Часов", 9, align="center"),
    ]
    rows = [[number, one.on, one.topic, _hours(one.hours)] for number, one in enumerate(sessions, start=1)]
    total = ["", "", "Итого", _hours(sum(one.hours for one in sessions))]
    if names:
        columns.append(Column("Ведёт", 24))
        rows = [[*row, one.trainer] for row, one in zip(rows, sessions, strict=True)]
        total.append("")
    blocks: list[Block] = [_letterhead(course.organization), Heading(f"ШКОЛА НАСТАВНИКОВ\n{course.title}")]
    blocks.append(KeyValues(list(_facts(course))))
    blocks += [Paragraph(line) for line in course.content.splitlines() if line.strip()]
    blocks.append(Table(columns, [*map(Row, rows), Row(total, "total")], caption="План занятий"))
    blocks.append(head_signature(course.organization))
    return _paper("Школа наставников. Программа и расписание", course, blocks, at)


def attendance_document(course: Course, sessions: Sequence[Session], rows: Sequence[SheetRow], *, at: datetime):
    """The sheet: marks that are entered stand as «+», the rest is for the hand."""
    days = [Column(f"{one.on:%d.%m}\n{_hours(one.hours)} ч", 8, align="center") for one in sessions]
    columns = [Column("№", 5, align="center"), Column("Фамилия, имя, отчество", 34), *days]
    columns += [Column("Всего часов", 9, align="center"), Column("Подпись", 14)]
    lines = [
        Row([number, row.participation.person.get_full_name(), *_marks(row, sessions), _hours(row.hours) or "", ""])
        for number, row in enumerate(rows, start=1)
    ]
    topics = [f"{one.on:%d.%m} – {one.topic}{f' ({one.trainer})' if one.trainer else ''}" for one in sessions]
    blocks = [
        Heading("ВЕДОМОСТЬ ПОСЕЩЕНИЯ ЗАНЯТИЙ ШКОЛЫ НАСТАВНИКОВ"),
        Paragraph(f"{course.organization.full_name}\n«{course.title}»", align="center", indent=False),
        Table(columns, lines, name="Ведомость"),
        *[Note(topic) for topic in topics],
        Signature("Куратор", ""),
    ]
    return _paper("Ведомость посещения занятий Школы наставников", course, blocks, at, orientation="landscape")


def certificates_document(
    certificates: Sequence[Certificate], organization: Organization, *, at: datetime
) -> Document:
    """A certificate on a sheet of its own for each; of own courses only."""
    signature = head_signature(organization)
    blocks: list[Block] = []
    for certificate in certificates:
        if blocks:
            blocks.append(PageBreak())
        blocks += _certificate(certificate, organization, signature)
    one = certificates[0]
    name = f"Сертификат {one.number}" if len(certificates) == 1 else f"Сертификаты «{one.title}»"
    return Document(
        title=name,
        blocks=blocks,
        file_name=name,
        created_at=at,
        author=organization.full_name,
        orientation="landscape",
        font_size=16,
        bundle=True,
    )


def head_signature(organization: Organization) -> Signature:
    """The head's signature; without a director in the product only the room for one."""
    directors = Membership.objects.current().filter(organization=organization).with_role(Role.DIRECTOR)
    director = directors.select_related("user").first()
    return Signature(organization.head_position, director.user.signature_name if director else "")


def _certificate(certificate: Certificate, organization: Organization, signature: Signature) -> Iterator[Block]:
    person, course = certificate.participation.person, certificate.course
    yield _letterhead(organization)
    yield Heading(f"СЕРТИФИКАТ\n№ {certificate.number}")
    yield Paragraph("Настоящим подтверждается, что", align="center", indent=False)
    yield Heading(person.get_full_name(), level=1)
    done = {Person.Sex.FEMALE: "прошла", Person.Sex.MALE: "прошёл"}.get(person.sex, "прошёл(прошла)")
    yield Paragraph(f"{done} обучение в Школе наставников по программе", align="center", indent=False)
    yield Heading(f"«{certificate.title}»", level=2)
    term = f"с {long_date(course.starts_on)} по {long_date(min(course.ends_on, certificate.issued_on))}"
    hours = f"в объёме {_hours(certificate.hours)} ч"
    yield Paragraph(f"{hours}, {term}", align="center", indent=False)
    yield signature
    place = f"{organization.place}, " if organization.place else ""
    yield Paragraph(f"{place}{long_date(certificate.issued_on)}", align="left", indent=False)


def _facts(course: Course) -> Iterator[tuple[str, str]]:
    yield "Срок проведения", f"{long_date(course.starts_on)} – {long_date(course.ends_on)}"
    yield "Сертификат", f"при посещении не менее {course.needed_share} % часов"
    if course.order:
        yield "Основание", f"приказ {course.order} «{course.order.title}»"


def _marks(row: SheetRow, sessions: Sequence[Session]) -> list[str]:
    return ["+" if one.pk in row.present else "" for one in sessions]


def _hours(hours) -> str:
    return floatformat(hours) if hours else ""


def _letterhead(organization: Organization) -> Letterhead:
    return Letterhead(
        founder=organization.founder, full_name=organization.full_name, short_name=organization.short_name
    )


def _paper(title: str, course: Course, blocks: list[Block], at: datetime, **looks) -> Document:
    return Document(
        title=title,
        blocks=blocks,
        file_name=f"{title}, {course.title}",
        created_at=at,
        author=course.organization.full_name,
        **looks,
    )
