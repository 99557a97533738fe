"""Sections and activities while their rows are still coming in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..source import Line
from .lists import begins_item
from .roles import Role


@dataclass(eq=False)
class ActivityUnderWay:
    number: str = ""
    cells: dict[Role, list[Line]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)  # words that may be the halves of one
    with_place: bool = False
    headless: bool = False  # only the end of the row survived
    joined: bool = False  # put together from rows that a page break tore apart

    def lines(self, role: Role) -> list[Line]:
        return self.cells.get(role, [])

    def text(self, role: Role) -> str:
        return " ".join(line.labelled for line in self.lines(role))

    def go_on(self, role: Role, lines: Sequence[Line], *, torn: bool) -> None:
        """More lines of a cell. Of a torn one the first goes on where the last stopped, unless it begins an item."""
        own = self.cells.setdefault(role, [])
        first, *rest = lines
        if torn and own and not first.marker and not begins_item(first.text, own[-1].text):
            between = "" if own[-1].cut else " "
            own[-1] = replace(own[-1], text=f"{own[-1].text}{between}{first.text}".strip(), cut=first.cut)
        else:
            own.append(first)
        own.extend(rest)


@dataclass(eq=False)
class SectionUnderWay:
    number: str = ""
    title: str = ""
    goal: str = ""
    result: str = ""
    stage: str = ""  # the text of the stage's cell, when stages are a column
    own_number: bool = True  # the number column counts stages, not activities
    assumed: bool = False
    where: str = ""
    activities: list[ActivityUnderWay] = field(default_factory=list)
