"""The note (справка) on a stage of a roadmap: what was to be done and is, with the figures and documents of the stage.

It goes up to the methodologist, so it names orders and numbers of documents, never a participant.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from core.documents import Block, Cell, Column, Document, Heading, Note, Paragraph, Row, Table
from roadmaps.models import Occurrence, Section
from roadmaps.papers.evidence import evidence_words
from roadmaps.papers.execution import STATES
from roadmaps.papers.people import executor_note, head_signature
from roadmaps.papers.wording import counted
from roadmaps.selectors.as_of import OVERDUE

from ..models import CountingRules, RequiredDocument
from ..selectors.readiness import Standing
from ..selectors.stages import Figure
from .readiness import DEFINITIONS, documents_table
from .wording import rules_in_words, sentence

WORDS = {**STATES, OVERDUE: "просрочено"}
DONE, WAIVED = Occurrence.State.DONE, Occurrence.State.NOT_REQUIRED
WORST_FIRST = (OVERDUE, Occurrence.State.NOT_STARTED, Occurrence.State.IN_PROGRESS, DONE)


def stage_note(
    section: Section,
    rows: Sequence[Occurrence],
    figures: Sequence[Figure],
    documents: dict[RequiredDocument, Standing],
    rules: CountingRules,
    on: date,
    *,
    at: datetime,
) -> Document:
    """`rows` with `standing` and `records` (selectors.stages), `documents` those of the stage."""
    organization = section.roadmap.organization
    return Document(
        title=f"Справка о выполнении: {section.title}",
        blocks=list(_blocks(section, rows, figures, documents, rules, on)),
        file_name=f"Справка, раздел {section.number} {organization.short_name} на {on:%d.%m.%Y}",
        created_at=at,
        author=organization.full_name,
    )


def _blocks(section: Section, rows, figures, documents, rules, on: date) -> Iterator[Block]:
    organization = section.roadmap.organization
    yield Heading(f"{organization.full_name}\nСправка\nо выполнении дорожной карты\nпо состоянию на {on:%d.%m.%Y}")
    yield Paragraph(section.title.rstrip("."), align="center", indent=False, bold=True)
    if section.goal:
        yield Paragraph(f"Задача: {section.goal}")
    if section.result:
        yield Paragraph(f"Ожидаемый результат: {section.result}")
    yield Paragraph(_summary(rows))
    yield Heading("1. Выполнение мероприятий", level=3, align="left")
    yield _activities(rows) if rows else Paragraph("Сроки мероприятий ещё не наступили.")
    place = 2
    if figures:
        yield Heading(f"{place}. Показатели", level=3, align="left")
        yield _figures(figures)
        place += 1
    yield Heading(f"{place}. Документы", level=3, align="left")
    yield documents_table(documents)
    yield Heading(f"{place + 1}. Выводы и предложения", level=3, align="left")
    yield Paragraph("_" * 75, align="left", indent=False)
    yield Paragraph("_" * 75, align="left", indent=False)
    yield Note(DEFINITIONS)
    yield rules_in_words(rules)
    yield head_signature(organization)
    yield from executor_note(organization)


def _summary(rows: Sequence[Occurrence]) -> str:
    required = [row for row in rows if row.standing != WAIVED]
    activities = len({row.activity_id for row in required})
    done = sum(row.standing == DONE for row in required)
    late = sum(row.standing == OVERDUE for row in required)
    whole = counted(activities, "мероприятие", "мероприятия", "мероприятий")
    terms = counted(len(required), "срок", "срока", "сроков")
    overdue = f"просрочено {late}" if late else "просроченных нет"
    return f"К отчётной дате запланировано: {whole} ({terms} исполнения). Выполнено {done}, {overdue}."


def _activities(rows: Sequence[Occurrence]) -> Table:
    columns = [
        Column("№", 7, align="center"),
        Column("Мероприятие", 37),
        Column("Срок", 18),
        Column("Выполнение", 16, align="center"),
        Column("Подтверждение", 22),
    ]
    by_activity: dict[int, list[Occurrence]] = {}
    for row in sorted(rows, key=lambda row: row.activity.position):
        by_activity.setdefault(row.activity_id, []).append(row)
    return Table(columns, [_activity(each) for each in by_activity.values()], name="Мероприятия")


def _activity(rows: Sequence[Occurrence]) -> Row:
    """An activity with its terms: as written in the plan, how many of them are done, by what."""
    activity = rows[0].activity
    return Row([activity.number, activity.title.rstrip(": "), activity.deadline, _standing(rows), _evidence(rows)])


def _standing(rows: Sequence[Occurrence]) -> Cell:
    """Of several terms the number done, in the colour of the worst."""
    found = {row.standing for row in rows}
    worst = next((each for each in WORST_FIRST if each in found), WAIVED)
    tint = "" if worst == WAIVED else worst
    done = [row.done_on for row in rows if row.standing == DONE]
    latest = f"\n{max(done):%d.%m.%Y}" if done else ""
    if len(rows) > 1:
        return Cell(f"{len(done)} из {counted(len(rows), 'срока', 'сроков', 'сроков')}{latest}", status=tint)
    return Cell(f"{WORDS[worst]}{latest}", status=tint)


def _evidence(rows: Sequence[Occurrence]) -> str:
    """Orders by number and the rest as a number; of many terms only the number."""
    if len(rows) == 1:
        return evidence_words(rows[0], in_full=False)
    attached = sum(len(row.evidence.all()) + len(row.records) for row in rows)
    return f"Приложено: {counted(attached, 'документ', 'документа', 'документов')}" if attached else ""


def _figures(figures: Sequence[Figure]) -> Table:
    columns = [
        Column("Показатель", 60),
        Column("На дату", 20, align="center"),
        Column("С начала проекта", 20, align="center"),
    ]
    return Table(columns, [Row([sentence(each.measure.title), each.as_of, each.cumulative]) for each in figures],
                 name="Показатели")  # fmt: skip
