"""A document as the importers read it -> the worksheet, and the overview of its columns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import count
from typing import Any

from ..drafts import ActivityDraft, SectionDraft
from ..importers import Reading, SourceDocument
from ..importers.source import Row
from ..importers.understanding.columns import Column
from ..importers.understanding.content import bare_columns
from ..linting.places import Keys
from .sheet import ACTIVITY, SECTION, Doubt, Item, Left, Worksheet

SAMPLE_ROWS = 4
WIDEST = 30  # columns: no roadmap has more


@dataclass(frozen=True)
class OverviewColumn:
    """A column of the document: its role, and what told it (header, content, hand)."""

    index: int
    header: str
    role: str
    by: str


@dataclass(frozen=True)
class Overview:
    """The columns with a few rows under them, and the account of the document's records."""

    kind: str
    columns: tuple[OverviewColumn, ...]
    sample: tuple[tuple[str, ...], ...]
    source_rows: int
    not_placed: int
    recognised: bool = True  # False: nothing looks like a roadmap until a person says which column is which

    @property
    def placed(self) -> int:
        return self.source_rows - self.not_placed

    @property
    def under(self) -> list[tuple[str, ...]]:
        """The sample column by column."""
        return list(zip(*self.sample, strict=True)) or [()] * len(self.columns)

    @property
    def roles(self) -> dict[int, str]:
        return {column.index: column.role for column in self.columns}

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Overview":
        columns = tuple(OverviewColumn(**column) for column in data["columns"])
        return cls(**{**data, "columns": columns, "sample": tuple(map(tuple, data["sample"]))})


def overview_of(reading: Reading) -> Overview:
    taken = {each.where for each in reading.placed if each.purpose == "activity"}
    rows = [row for row in reading.source.records() if isinstance(row, Row) and row.where in taken]
    full = [row for row in rows if len(row.filled) > 1] or rows
    return Overview(
        reading.source.kind,
        _columns(reading.columns),
        _sample(reading.columns, full),
        reading.source_rows,
        len(reading.not_placed),
    )


def overview_by_hand(source: SourceDocument) -> Overview | None:
    """The columns of the longest table when none looks like a roadmap; None when the document has no table at all."""
    longest = max(source.tables, key=lambda table: len(table.rows), default=None)
    if longest is None:
        return None
    columns = bare_columns(longest.rows)
    if not 1 < len(columns) <= WIDEST:
        return None
    rows = [row for row in longest.rows if len(row.filled) > 1]
    total = sum(1 for _record in source.records())
    return Overview(source.kind, _columns(columns), _sample(columns, rows), total, total, recognised=False)


def _columns(columns: Sequence[Column]) -> tuple[OverviewColumn, ...]:
    return tuple(OverviewColumn(each.index, each.header, str(each.role), each.by) for each in columns)


def _sample(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    return tuple(_texts(columns, row) for row in rows[:SAMPLE_ROWS])


def _texts(columns: Sequence[Column], row: Row) -> tuple[str, ...]:
    if len(row.cells) == len(columns):
        return tuple(cell.text for cell in row.cells)
    return tuple(
        " ".join(cell.text for cell in row.cells if column.start <= cell.column < column.end) for column in columns
    )


def worksheet_of(reading: Reading) -> Worksheet:
    """Every row with its doubts and its place in the document, and the records that found no place."""
    number = count(1)
    said, places = _by_target(reading)
    items, keys = [], Keys()
    for ordinal, section in enumerate(reading.draft.sections, 1):
        key = keys.section(ordinal, section)
        items.append(_section(section, next(number), places.pop(key, []), said.pop(key, [])))
        for position, activity in enumerate(section.activities, 1):
            key = keys.activity(ordinal, position, activity)
            items.append(_activity(activity, next(number), places.pop(key, []), said.pop(key, [])))
    head = replace(reading.draft, sections=())
    return Worksheet(head, tuple(items), tuple(_left(reading, items)), tuple(said.get("roadmap", ())))


def _by_target(reading: Reading) -> tuple[Mapping[str, list[Doubt]], Mapping[str, list[str]]]:
    """The doubts and the places in the document by the key of the row they concern."""
    said, places = defaultdict(list), defaultdict(list)
    for doubt in reading.doubts:
        said[doubt.target].append(Doubt(doubt.code, doubt.message))
    for each in reading.placed:
        places[each.target].append(each.where)
    return said, places


def _section(section: SectionDraft, pk: int, where: Sequence[str], doubts: Sequence[Doubt]) -> Item:
    return Item(
        pk=pk,
        kind=SECTION,
        number=section.number,
        title=section.title,
        goal=section.goal,
        result=section.result,
        remarks=section.remarks,
        doubts=tuple(doubts),
        where=_where(where),
    )


def _activity(activity: ActivityDraft, pk: int, where: Sequence[str], doubts: Sequence[Doubt]) -> Item:
    return Item(
        pk=pk,
        kind=ACTIVITY,
        number=activity.number,
        title=activity.title,
        steps=activity.steps,
        deadline=activity.deadline,
        place=activity.place,
        responsible=tuple(each.text for each in activity.responsible),
        result=activity.result,
        document_kind=activity.document_kind,
        note=activity.note,
        remarks=activity.remarks,
        doubts=tuple(doubts),
        where=_where(where),
    )


def _where(places: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(places))


def _left(reading: Reading, items: Sequence[Item]) -> list[Left]:
    """What found no place, each behind the row that it follows in the document."""
    order = {record.where: place for place, record in enumerate(reading.source.records())}
    begins = ((order.get(item.where.split(", ")[0]), item.pk) for item in items)
    starts = sorted((place, pk) for place, pk in begins if place is not None)
    return [
        Left(
            pk,
            each.where,
            each.text,
            each.reason,
            after=max((start for start in starts if start[0] < order.get(each.where, 0)), default=(0, None))[1],
        )
        for pk, each in enumerate(reading.not_placed, 1)
    ]
