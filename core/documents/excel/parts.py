"""Which blocks share a sheet: one table, what leads to it and what closes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.documents.blocks import Block, Document, Heading, Letterhead, Orientation, Requisites, Stamps
from core.documents.charts import Chart
from core.documents.tables import Table
from core.documents.values import plain

_OPENING = (Heading, Letterhead, Requisites, Stamps)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]+")
_LONGEST_NAME = 31


@dataclass
class Part:
    """The blocks of one sheet; ``table`` gives it its columns."""

    orientation: Orientation
    blocks: list[Block] = field(default_factory=list)
    table: Table | None = None
    name: str = ""

    def is_full(self, block: Block) -> bool:
        """Whether the block belongs on the next sheet: after a table, another one or what opens a new paper."""
        return self.table is not None and isinstance(block, (*_OPENING, Table, Chart))


def parts(document: Document) -> list[Part]:
    """The sheets of the document, at least one, with names that Excel accepts and no two alike."""
    sheets = [part for orientation, blocks in document.sheets() for part in _divide(orientation, blocks)]
    taken = set()
    for part in sheets:
        wanted = part.table and (part.table.name or part.table.caption)
        part.name = _free_name(wanted or document.title, taken)
        taken.add(part.name.casefold())
    return sheets


def _divide(orientation: Orientation, blocks: Sequence[Block]) -> list[Part]:
    divided = [Part(orientation)]
    for block in blocks:
        if divided[-1].is_full(block):
            divided.append(Part(orientation))
        divided[-1].blocks.append(block)
        if isinstance(block, Table | Chart):
            divided[-1].table = block if isinstance(block, Table) else block.as_table()
    return divided


def _free_name(wanted: str, taken: set[str]) -> str:
    stem = " ".join(_FORBIDDEN.sub(" ", plain(wanted)).split()).strip(" '") or "Лист"
    name, number = _cut(stem), 1
    while name.casefold() in taken:
        number += 1
        name = _cut(stem, f" ({number})")
    return name


def _cut(stem: str, ending: str = "") -> str:
    return stem[: _LONGEST_NAME - len(ending)].rstrip(" '") + ending
