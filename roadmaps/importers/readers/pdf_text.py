"""Words on a page as lines and paragraphs: which line break is the author's and which is the page's."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ..source import Cell, Line, Paragraph, Row, Table, clean

GAP = 2.2  # of the height of a line: wider, and what follows stands beside and not after
NARROW_GAP = 0.5  # enough where the column on the right is known from another line
FAR = 0.35  # of the width of the text
LEADING = 0.9  # of the height of a line: more white, and a new paragraph begins
HYPHENATED = re.compile(r"(\w+)-\Z")
WORDS = re.compile(r"\w+(?:-\w+)*")
MARKS = (":", ";", ".", ",")
ITEM = re.compile(r"(?:[-–—•◦○·▪*]\s?|\(?\d{1,2}[).]\s|[а-я]\)\s)", re.IGNORECASE)


@dataclass(frozen=True)
class Word:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool

    @classmethod
    def of(cls, word: dict) -> "Word":
        bold = "bold" in word["fontname"].lower() or "black" in word["fontname"].lower()
        return cls(word["text"], word["x0"], word["x1"], word["top"], word["bottom"], bold)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True)
class Printed:
    """A line as it is printed."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return clean(" ".join(word.text for word in self.words))

    @property
    def gap(self) -> float | None:
        """Where what stands beside begins, after a wide gap."""
        return next((right.x0 for left, right in pairwise(self.words) if right.x0 - left.x1 > GAP * right.height), None)

    def parts(self, column: float | None) -> str:
        """The text with a tab where the right column begins; `column` is known from other lines."""
        if column is None:
            return self.text
        halves: tuple[list[str], list[str]] = [], []
        right = False
        for before, word in zip((None, *self.words), self.words, strict=False):
            apart = before is None or word.x0 - before.x1 > NARROW_GAP * word.height
            right = right or (apart and word.x0 > column - 2) or abs(word.x0 - column) < 1
            halves[right].append(word.text)
        return "\t".join(clean(" ".join(half)) for half in halves)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def width(self) -> float:
        return self.words[-1].x1 - self.words[0].x0


def printed_lines(words: Iterable[Word]) -> list[Printed]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.middle, each.x0)):
        if lines and abs(lines[-1][-1].middle - word.middle) < word.height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Printed(tuple(sorted(line, key=lambda each: each.x0))) for line in lines]


def paragraphs(words: Sequence[Word], page: int) -> Iterator[Paragraph]:
    """The text outside tables; lines that stand close together are one paragraph."""
    lines = printed_lines(words)
    column = _right_column(lines)
    block: list[Printed] = []
    for line in lines:
        if block and not _go_on(block[-1], line):
            yield _paragraph(block, page, column)
            block = []
        block.append(line)
    if block:
        yield _paragraph(block, page, column)


def _right_column(lines: Sequence[Printed]) -> float | None:
    """Where what stands on the right begins: after a wide gap, or where several lines begin far from the margin."""
    if gaps := [line.gap for line in lines if line.gap is not None]:
        return median(gaps)
    starts = [line.words[0].x0 for line in lines]
    margin, edge = min(starts, default=0), max((line.words[-1].x1 for line in lines), default=0)
    common = Counter(round(start) for start in starts if start > margin + FAR * (edge - margin))
    start, times = max(common.items(), key=lambda each: each[1], default=(0, 0))
    return float(start) if times > 1 else None


def _go_on(above: Printed, below: Printed) -> bool:
    return below.top - above.bottom < LEADING * below.words[0].height and above.bold == below.bold


def _paragraph(block: list[Printed], page: int, column: float | None) -> Paragraph:
    return Paragraph(tuple(Line(line.parts(column), bold=line.bold) for line in block), f"страница {page}")


def cell_lines(words: Sequence[Word], width: float) -> tuple[Line, ...]:
    """The lines of a cell as its author wrote them: a line is broken by the page when its next word had no room."""
    done: list[Line] = []
    above: Printed | None = None
    for line in printed_lines(words):
        text = line.text
        if above is not None and _had_no_room(above, line, width) and not _begins_item(text, done):
            done[-1] = replace(done[-1], text=f"{done[-1].text}\n{text}", bold=done[-1].bold and line.bold)
        else:
            done.append(Line(text, bold=line.bold))
        above = line
    return tuple(done)


def continued(head: tuple[Line, ...], tail: tuple[Line, ...]) -> tuple[Line, ...]:
    """The two halves of a cell that a page break went through."""
    if not head or not tail or _begins_item(tail[0].text, head) or (head[-1].text.endswith((".", ";", ":")) and tail[0].text[:1].isupper()):
        return head + tail
    joint = replace(head[-1], text=f"{head[-1].text}\n{tail[0].text}", bold=head[-1].bold and tail[0].bold)
    return (*head[:-1], joint, *tail[1:])


def _begins_item(text: str, above: Sequence[Line]) -> bool:
    """A dash at the beginning of a line is an item's only after a mark or another item; elsewhere it was just broken there."""
    if not ITEM.match(text):
        return False
    return text[0] not in "-–—" or above[-1].text.endswith(MARKS) or any(line.text[0] == text[0] for line in above)


def _had_no_room(above: Printed, below: Printed, width: float) -> bool:
    first = below.words[0]
    space = 0.3 * first.height
    return above.width + space + (first.x1 - first.x0) > width - 0.5


def inner_width(bbox: tuple[float, float, float, float], words: Sequence[Word]) -> float:
    """The room for text between the paddings of a cell, taken to be equal on both sides."""
    if not words:
        return bbox[2] - bbox[0]
    padding = max(min(word.x0 for word in words) - bbox[0], 0)
    widest = max(line.width for line in printed_lines(words))
    return max(widest, bbox[2] - bbox[0] - 2 * min(padding, 2 * median(word.height for word in words)))


def vocabulary(blocks: Iterable[Paragraph | Table]) -> set[str]:
    """The words that stand unbroken somewhere in the document."""
    texts = (line.text for block in blocks for line in _lines(block))
    return {word.lower() for text in texts for part in text.split("\n") for word in WORDS.findall(part)}


def _lines(block: Paragraph | Table) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield from block.lines
    else:
        for row in block.rows:
            for cell in row.cells:
                yield from cell.lines


def mended(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The blocks with the page's own line breaks taken out, hyphens at them judged by the rest of the document."""
    known = vocabulary(blocks)
    return tuple(_mended(block, known) for block in blocks)


def _mended(block: Paragraph | Table, known: set[str]) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return block
    return Table(
        tuple(
            Row(tuple(_mended_cell(cell, known) for cell in row.cells), row.where, row.after_break)
            for row in block.rows
        )
    )


def _mended_cell(cell: Cell, known: set[str]) -> Cell:
    return replace(cell, lines=tuple(replace(line, text=joined(line.text.split("\n"), known)) for line in cell.lines))


def joined(parts: Sequence[str], known: set[str]) -> str:
    """«психолого-» + «педагогической» keep the hyphen, «реали-» + «зация» lose it if the word is met whole."""
    text = parts[0]
    for part in parts[1:]:
        hyphenated = HYPHENATED.search(text)
        first = WORDS.match(part)
        if hyphenated and first and part[:1].islower():
            whole = f"{hyphenated[1]}{first[0]}".lower()
            text = (text[:-1] if whole in known else text) + part
        else:
            text = f"{text}{part}" if text.endswith("/") else f"{text} {part}"
    return clean(text)
