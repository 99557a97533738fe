"""What stands in a column, when its header does not say: deadlines, names, numbers, long text."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from ...deadlines import Period, parse
from ...linting.wording import is_group
from ..source import Cell, Row
from . import documents, people, shapes
from .columns import Column
from .roles import LONGEST_HEADER, Role

ENOUGH = 0.5
SAMPLE = 40
LONGEST_DEADLINE = 200
LONGEST_SPAN = 4  # words
ANY_PERIOD = Period(date(2020, 1, 1), date(2029, 12, 31))


@lru_cache(maxsize=4096)
def is_deadline(text: str) -> bool:
    """The text reads as a deadline, with little left unread."""
    if len(text) > LONGEST_DEADLINE or not any(map(str.isalnum, text)) or shapes.number_in(text):
        return False
    schedule = parse(text, period=ANY_PERIOD)
    return schedule.understood and len(schedule.remainder) <= len(text) // 2


def is_span(text: str) -> bool:
    """«Сентябрь», «I квартал 2024 г.»: a section's title that is itself the deadline of its rows."""
    return len(text.split()) <= LONGEST_SPAN and is_deadline(text)


def is_responsible(text: str) -> bool:
    """The text names somebody: a person, a role, a unit, a group."""
    if len(text) > 300:
        return False
    if people.PERSON.search(text):
        return True
    _label, named = people.split_text(text)
    return bool(named) and sum(each.kind != "text" or is_group(each.text) for each in named) * 2 > len(named)


def fits(fields: Sequence[tuple[Column, Cell]]) -> bool:
    """Whether a row says what its columns are for; the words of a header, however strange, do not."""
    if any(len(cell.text) > LONGEST_HEADER for _column, cell in fields):
        return True
    judged = [PREDICATES[column.role](cell.text) for column, cell in fields if column.role in PREDICATES and cell.text]
    return sum(judged) * 2 > len(judged)


def bare_columns(rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns of rows about which nothing is known yet."""
    starts = sorted({cell.column for row in rows for cell in row.cells})
    width = max((row.width for row in rows), default=0)
    places = enumerate(pairwise([*starts, width]))
    return tuple(Column(index, start, end, "", Role.NONE, "content") for index, (start, end) in places)


def _is_number(text: str) -> bool:
    return bool(shapes.number_in(text))


def _is_title(text: str) -> bool:
    return len(text) > 12 and any(map(str.isalpha, text))


def _is_result(text: str) -> bool:
    return bool(documents.kind_of(text))


# In the order in which columns are looked for.
PREDICATES = {Role.NUMBER: _is_number, Role.DEADLINE: is_deadline, Role.RESPONSIBLE: is_responsible}
LOOKED_FOR = (*PREDICATES.items(), (Role.TITLE, _is_title), (Role.RESULT, _is_result))


def completed(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with a role given to those that have none, as far as their content tells."""
    columns = list(columns)
    samples = _samples(columns, rows)
    for role, is_it in LOOKED_FOR:
        if any(column.role is role for column in columns):
            continue
        best = max(
            (column for column in columns if not column.role and (role is not Role.NUMBER or column.index == 0)),
            key=lambda column: _share(samples[column.index], is_it) + _length(samples[column.index], role),
            default=None,
        )
        if best is not None and _share(samples[best.index], is_it) >= ENOUGH:
            columns[best.index] = replace(best, role=role, by="content")
    return tuple(columns)


def _samples(columns: Sequence[Column], rows: Sequence[Row]) -> dict[int, list[str]]:
    """The texts of each column, without rows that consist of one text: those are sections."""
    samples: dict[int, list[str]] = {column.index: [] for column in columns}
    for row in [row for row in rows if len(row.filled) > 1][:SAMPLE]:
        for column in columns:
            texts = [cell.text for cell in row.filled if column.start <= cell.column < column.end]
            samples[column.index] += texts[:1]
    return samples


def _share(texts: Sequence[str], is_it: Callable[[str], bool]) -> float:
    return sum(map(is_it, texts)) / len(texts) if texts else 0.0


def _length(texts: Sequence[str], role: Role) -> float:
    """Titles are the longest texts of a row: of several columns that may be it, the longest is."""
    return sum(map(len, texts)) / len(texts) if texts and role is Role.TITLE else 0.0
