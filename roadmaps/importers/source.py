"""A document as any reader gives it: paragraphs and tables in the order of the file, nothing understood yet.

Merged cells keep their extent; a list keeps its markers; every row knows where it stands, in words for a person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SPACES = re.compile(r"\s+")
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)


def clean(text: str) -> str:
    """One line with single spaces, without what cannot be seen. The wording itself is never touched."""
    return SPACES.sub(" ", UNSEEN.sub("", text)).strip()


@dataclass(frozen=True)
class Line:
    """`marker` is the bullet or number that the file puts before an item of a list; `level` its depth, from 0.

    `cut`: the end of a page went through its last word.
    """

    text: str
    marker: str = ""
    level: int = 0
    bold: bool = False
    cut: bool = False

    @property
    def labelled(self) -> str:
        """With its marker, as it is seen on paper."""
        return f"{self.marker} {self.text}".strip()


@dataclass(frozen=True)
class Cell:
    """A cell at `column` of the grid, `span` columns wide; `above` when it only continues a cell merged downwards."""

    lines: tuple[Line, ...] = ()
    column: int = 0
    span: int = 1
    above: bool = False

    @property
    def text(self) -> str:
        return " ".join(line.labelled for line in self.lines)

    @property
    def bold(self) -> bool:
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def end(self) -> int:
        return self.column + self.span


@dataclass(frozen=True)
class Row:
    """`after_break` is a row at the top of a page, which may be the rest of the last one of the page before.

    `doubtful` are words of it that may be one: a narrow column broke the line there. `joined` is a row whose halves
    on two pages were put together.
    """

    cells: tuple[Cell, ...]
    where: str
    after_break: bool = False
    doubtful: tuple[str, ...] = ()
    joined: bool = False

    @property
    def filled(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.text)

    @property
    def text(self) -> str:
        return " | ".join(cell.text for cell in self.cells if cell.text)

    @property
    def width(self) -> int:
        return max((cell.end for cell in self.cells), default=0)


@dataclass(frozen=True)
class Paragraph:
    """Text outside the tables, a block of adjacent lines. What stands side by side on a line is parted by a tab."""

    lines: tuple[Line, ...]
    where: str
    heading: bool = False

    @property
    def text(self) -> str:
        return clean(" ".join(line.labelled for line in self.lines))

    @property
    def bold(self) -> bool:
        return self.heading or (bool(self.lines) and all(line.bold for line in self.lines))


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class SourceDocument:
    """`kind` is docx, xlsx, odf, pdf, html or text. `unruled`: only the white between them tells cells and rows."""

    kind: str
    blocks: tuple[Paragraph | Table, ...]
    unruled: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def records(self) -> Iterator[Row | Paragraph]:
        """Everything that must be accounted for: the rows with any text and the paragraphs, in order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from (row for row in block.rows if row.text)
            elif block.text:
                yield block
