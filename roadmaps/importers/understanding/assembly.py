"""Sections and activities while their rows are still coming in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..source import Line
from .roles import Role


@dataclass(eq=False)
class ActivityUnderWay:
    number: str = ""
    cells: dict[Role, list[Line]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    with_place: bool = False
    headless: bool = False  # only the end of the row survived
    joined: bool = False  # put together from rows that a page break tore apart

    def lines(self, role: Role) -> list[Line]:
        return self.cells.get(role, [])

    def text(self, role: Role) -> str:
        return " ".join(line.labelled for line in self.lines(role))

    def go_on(self, role: Role, lines: Sequence[Line]) -> None:
        """The rest of a torn cell: its first line goes on where the last one stopped, unless it begins an item."""
        own = self.cells.setdefault(role, [])
        first, *rest = lines
        if own and not first.marker:
            own[-1] = replace(own[-1], text=_glued(own[-1].text, first.text))
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


def _glued(head: str, tail: str) -> str:
    return f"{head} {tail}".strip()
