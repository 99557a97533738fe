"""The plain shapes that reading hands on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True)
class Sheet:
    """A sheet as a grid of cells; the row `rows[0]` is the file's row number `first`."""

    name: str
    rows: Sequence[Sequence[Cell]]
    first: int = 1


@dataclass(frozen=True)
class Problem:
    """What is wrong in a cell. A note lets the row pass, anything else rejects it."""

    column: int | None
    field: str
    message: str
    is_note: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """The words that an institution knows, each with what it stands for: titles as `rows.plain_words` writes them."""

    forms: Mapping[str, int] = field(default_factory=dict)
    form_titles: Sequence[str] = ()
    areas: Mapping[str, int] = field(default_factory=dict)
    interests: Mapping[str, int] = field(default_factory=dict)
    programmes: Mapping[str, int] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)


def letter(index: int) -> str:
    """The letter that Excel gives a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
