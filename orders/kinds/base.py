"""What a kind of order is: the questions of its form and the text it proposes from the answers."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

from core.documents import Clause
from organizations.models import Organization

from .speller import Speller

FieldType = Literal["text", "long", "lines", "day", "person", "people", "rows", "choice", "order", "acts"]


@dataclass(frozen=True)
class Field:
    """A question of a kind's form. `columns` are those of `rows`, `choices` those of `choice`."""

    name: str
    label: str | Promise
    type: FieldType = "text"
    required: bool = True
    initial: str | list[str] = ""
    help: str | Promise = ""
    columns: tuple[str, ...] = ()
    choices: tuple[tuple[str, str | Promise], ...] = ()


@dataclass(frozen=True)
class AnnexTable:
    """An annex that is a table: its heading, the titles and widths of its columns, its rows."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    widths: tuple[float, ...] = ()
    landscape: bool = False

    @classmethod
    def numbered(cls, title: str, columns: tuple[str, ...], rows: Sequence[Sequence[str]], **options) -> "AnnexTable":
        """The same with the column «№» before the others."""
        widths = options.pop("widths", (3,) * len(columns))
        counted = [(str(place), *row) for place, row in enumerate(rows, start=1)]
        return cls(title, ("№", *columns), counted, widths=(1, *widths), **options)


@dataclass(frozen=True)
class Proposal:
    """What a kind says: the title, the numbered clauses without the one on control, the annexes."""

    title: str
    clauses: Sequence[Clause | str]
    tables: Sequence[AnnexTable] = ()


@dataclass(frozen=True)
class Facts:
    """The answers of a form, read in the way clauses need them."""

    organization: Organization
    data: Mapping[str, Any]
    speller: Speller

    def has(self, name: str) -> bool:
        return bool(self.data.get(name))

    def text(self, name: str) -> str:
        """In one line, without a final dot."""
        return str(self.data.get(name) or "").strip().rstrip(".")

    def lines(self, name: str) -> list[str]:
        return list(self.data.get(name) or ())

    def rows(self, name: str) -> list[list[str]]:
        return [list(row) for row in self.data.get(name) or ()]

    def day(self, name: str) -> str:
        """«01.09.2026»; empty when the day was left open."""
        iso = self.data.get(name)
        return f"{dt.date.fromisoformat(iso):%d.%m.%Y}" if iso else ""

    def period(self, starts: str = "start", ends: str = "end") -> str:
        """«с 01.09.2026 по 31.05.2027», «с 01.09.2026»; empty without a beginning."""
        since, until = self.day(starts), self.day(ends)
        return " ".join(filter(None, [since and f"с {since}", until and f"по {until}"]))

    def person(self, name: str, case: str) -> str:
        """«Иванову Марию Петровну, заместителя директора по УВР»."""
        return self.speller.person(self.data[name], case)

    def apposed(self, name: str, case: str) -> str:
        """The same before further words: «…, заместителю директора по УВР,», closed by a comma."""
        return self.person(name, case) + ("," if self.data[name].get("position") else "")

    def short(self, name: str, case: str) -> str:
        """«Ивановой М. П.»."""
        return self.speller.short(self.data[name], case)

    def people(self, name: str, case: str) -> list[str]:
        return [self.speller.person(person, case) for person in self.data.get(name) or ()]


@dataclass(frozen=True)
class OrderKind:
    """A kind with its form. `acts` are codes of the usual legal acts, `purpose` follows «в целях».

    Of the fields named in `one_of` at least one must be answered.
    """

    code: str
    fields: tuple[Field, ...]
    propose: Callable[[Facts], Proposal]
    purpose: str = "реализации программы наставничества"
    acts: tuple[str, ...] = ("r-145",)
    one_of: tuple[str, ...] = ()


def sentence(text: str) -> str:
    """With a capital letter and one final dot."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", ":", ";")) else f"{text}."
