"""The report on the execution of a roadmap as of a day: what is done by which document, what is late, what comes.

Counted are dated occurrences («контрольные сроки»); what runs without a date is listed apart.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from core.calendar import long_date
from core.documents import Block, Cell, Column, Document, Heading, KeyValues, Letterhead, Note, Paragraph, Row, Table
from core.documents.tables import Value
from core.documents.values import shown

from ..models import Occurrence, Roadmap
from ..selectors.as_of import OVERDUE, Tally, occurrences_on, tallies_on
from ..selectors.counting import shares_in
from .evidence import evidence_words
from .people import executor_note, head_signature
from .wording import counted, responsible_names

State = Occurrence.State
AHEAD = timedelta(days=92)

NUMBER = Column("№ п/п", 6, align="center")
ACTIVITY = Column("Наименование мероприятия", 36)
DUE = Column("Срок", 13, align="center")


def execution_document(roadmap: Roadmap, on: date, *, evidence_in_full: bool = True) -> Document:
    """The report for the roadmap's organisation as of the day.

    Without `evidence_in_full` only orders are named and other documents counted: those who look over an institution
    have no right to its papers.
    """
    return Document(
        title=f"Отчёт о выполнении дорожной карты на {on:%d.%m.%Y}",
        blocks=list(_blocks(roadmap, on, evidence_in_full)),
        file_name=f"Выполнение дорожной карты {roadmap.organization.short_name} на {on:%d.%m.%Y}",
        created_at=datetime.combine(on, time.min, UTC),
        author=roadmap.organization.full_name,
        orientation="landscape",
    )


def _blocks(roadmap: Roadmap, on: date, evidence_in_full: bool) -> Iterator[Block]:
    rows, records = list(occurrences_on(roadmap, on)), shares_in(roadmap, on)
    for row in rows:
        row.records = records.get(row.pk, [])
    yield Letterhead(full_name=roadmap.organization.full_name)
    yield Heading(f"Отчёт о выполнении дорожной карты\nпо состоянию на {long_date(on)}")
    yield KeyValues(_facts(roadmap))
    tables = _tables(rows, on, evidence_in_full)
    yield from _summary(tallies_on([roadmap], on).get(roadmap.pk, Tally()), on)
    for place, (title, content) in enumerate(tables, start=2):
        yield Heading(f"{place}. {title}", level=3, align="left")
        yield from content
    yield head_signature(roadmap.organization)
    yield from executor_note(roadmap.organization)


def _facts(roadmap: Roadmap) -> list[tuple[str, str]]:
    facts = [
        ("Дорожная карта:", roadmap.title),
        ("Период реализации:", f"{roadmap.period_from:%d.%m.%Y} – {roadmap.period_to:%d.%m.%Y}"),
    ]
    if roadmap.order:
        facts.append(("Утверждена:", f"приказом от {roadmap.order.dated} № {roadmap.order.number}"))
    return facts


# --- figures -------------------------------------------------------------------------------------------------------


def _summary(tally: Tally, on: date) -> Iterator[Block]:
    yield Heading("1. Сводные показатели", level=3, align="left")
    yield Paragraph(" ".join(_sentences(tally, on)))
    if tally.total:
        yield _figures(tally)


def _sentences(tally: Tally, on: date) -> Iterator[str]:
    planned = counted(tally.total, "контрольный срок", "контрольных срока", "контрольных сроков")
    if not tally.total:
        yield "Контрольные сроки дорожной картой не установлены."
    elif tally.share is None:
        yield f"Дорожной картой предусмотрено {planned}; к {long_date(on)} ни один из них не наступил."
    else:
        yield (
            f"Дорожной картой предусмотрено {planned}. К {long_date(on)} срок наступил по {tally.fallen_due} из них: "
            f"выполнено {tally.done_of_fallen_due} ({shown(tally.share, '0%')}), просрочено {tally.overdue}."
        )
    early = tally.done - tally.done_of_fallen_due
    if early:
        yield f"Кроме того, {early} выполнено досрочно."


def _figures(tally: Tally) -> Table:
    lines = [
        ("Выполнено", tally.done, "done"),
        ("В работе", tally.in_progress, "in_progress"),
        ("Просрочено", tally.overdue, "overdue"),
        ("Предстоит", tally.not_started, "not_started"),
        ("Не требуется", tally.not_required, ""),
    ]
    return Table(
        columns=[
            Column("Состояние", 40),
            Column("Контрольных сроков", 30, align="center"),
            Column("Доля", 30, align="center", number_format="0%"),
        ],
        rows=[
            *(Row([Cell(label, status=status), count, count / tally.total]) for label, count, status in lines),
            Row(["Всего", tally.total, 1.0], kind="total"),
        ],
        name="Сводка",
    )


# --- tables --------------------------------------------------------------------------------------------------------


def _tables(
    rows: Sequence[Occurrence], on: date, evidence_in_full: bool
) -> Iterator[tuple[str, Sequence[Block]]]:  # fmt: skip
    dated = [row for row in rows if row.due]
    done = [row for row in dated if row.standing == State.DONE]
    yield "Выполнено", [_done(done, evidence_in_full) if done else Paragraph("Выполненных мероприятий нет.")]
    late = [row for row in dated if row.standing == OVERDUE]
    yield "Просрочено", [_late(late, on) if late else Paragraph("Просроченных мероприятий нет.")]
    coming = [row for row in dated if row.standing in (State.NOT_STARTED, State.IN_PROGRESS)]
    if coming:
        yield f"Предстоит до {on + AHEAD:%d.%m.%Y}", list(_coming(coming, on + AHEAD))
    if undated := [row for row in rows if not row.due]:
        yield "Мероприятия без контрольного срока", [_undated(undated, evidence_in_full)]
    if waived := [row for row in dated if row.standing == State.NOT_REQUIRED]:
        yield "Не требуется", [_waived(waived)]


def _done(rows: Sequence[Occurrence], evidence_in_full: bool) -> Table:
    columns = [NUMBER, ACTIVITY, DUE, Column("Выполнено", 15), Column("Подтверждающий документ", 30)]
    return Table(
        columns,
        [Row([*_what(row), _done_on(row), evidence_words(row, in_full=evidence_in_full)]) for row in rows],
        name="Выполнено",
    )


def _late(rows: Sequence[Occurrence], on: date) -> Table:
    columns = [
        NUMBER,
        ACTIVITY,
        DUE,
        Column("Просрочено, дней", 10, align="center"),
        Column("Ответственный исполнитель", 18),
        Column("Результат. Вид документа", 17),
    ]
    return Table(
        columns,
        [
            Row([*_what(row), Cell((on - row.due).days, status="overdue"), _whose(row), row.activity.result])
            for row in rows
        ],
        name="Просрочено",
    )


def _coming(rows: Sequence[Occurrence], until: date) -> Iterator[Block]:
    near = [row for row in rows if row.due <= until]
    later = len(rows) - len(near)
    columns = [NUMBER, ACTIVITY, DUE, Column("Ответственный исполнитель", 25), Column("Состояние", 20)]
    if near:
        yield Table(columns, [Row([*_what(row), _whose(row), _state(row)]) for row in near], name="Предстоит")
    else:
        yield Paragraph("В эти дни контрольных сроков нет.")
    if later:
        terms = counted(later, "контрольный срок", "контрольных срока", "контрольных сроков")
        yield Note(f"После {until:%d.%m.%Y} – ещё {terms}.")


def _undated(rows: Sequence[Occurrence], evidence_in_full: bool) -> Table:
    columns = [
        NUMBER,
        ACTIVITY,
        Column("Срок реализации по плану", 18),
        Column("Состояние", 15),
        Column("Подтверждающий документ", 25),
    ]
    return Table(
        columns,
        [
            Row(
                [
                    row.activity.number,
                    _title(row),
                    row.activity.deadline,
                    _state(row),
                    evidence_words(row, in_full=evidence_in_full),
                ]
            )
            for row in rows
        ],
        name="Без срока",
    )


def _waived(rows: Sequence[Occurrence]) -> Table:
    columns = [NUMBER, ACTIVITY, DUE, Column("Причина", 45)]
    return Table(columns, [Row([*_what(row), row.reason]) for row in rows], name="Не требуется")


# --- cells ---------------------------------------------------------------------------------------------------------


def _what(row: Occurrence) -> tuple[Value, ...]:
    """Number, activity and term: how every table begins."""
    term = f"{row.opens:%d.%m.%Y} –\n{row.due:%d.%m.%Y}" if row.opens and row.opens != row.due else row.due
    return row.activity.number, _title(row), term


def _title(row: Occurrence) -> str:
    """The activity without its steps, and so without the colon that leads to them."""
    return row.activity.title.rstrip(": ")


def _whose(row: Occurrence) -> str:
    return responsible_names(row.activity)


def _done_on(row: Occurrence) -> str:
    late = (row.done_on - row.due).days
    days = counted(late, "день", "дня", "дней")
    return f"{row.done_on:%d.%m.%Y}\n(позже на {days})" if late > 0 else f"{row.done_on:%d.%m.%Y}"


STATES = {
    State.DONE: "выполнено",
    State.IN_PROGRESS: "в работе",
    State.NOT_STARTED: "не начато",
    State.NOT_REQUIRED: "не требуется",
}


def _state(row: Occurrence) -> Cell:
    times = f", {row.times} из {row.needed}" if row.needed > 1 and row.standing == State.IN_PROGRESS else ""
    tint = row.standing if row.standing != State.NOT_REQUIRED else ""
    return Cell(STATES[row.standing] + times, status=tint)
