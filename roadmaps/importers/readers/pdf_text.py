"""Words on a page as lines and paragraphs: which line break is the author's and which is the page's."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pdfplumber.page import Page

from ..source import Line, Paragraph, clean
from .pdf_mending import BLANK, UNPRINTED_BLANK, WITHIN_LINE, WITHIN_WORD

GAP = 2.2  # of the height of a line: wider, and what follows stands beside and not after
NARROW_GAP = 0.5  # enough where the column on the right is known from another line
FAR = 0.35  # of the width of the text
SLACK = 0.5  # points
LEADING = 0.9  # of the height of a line: more white, and a new paragraph begins
BLANK_WIDTH = 0.35  # of the height of a line, rather more than less
WIDEST = 1.5  # of the mean letter
MARKS = (":", ";", ".", ",")
ITEM = re.compile(r"(?:[-–—•◦○·▪*\uf000-\uf0ff]\s?|\(?\d{1,2}[).]\s|[а-я]\)\s)", re.IGNORECASE)


@dataclass(frozen=True)
class Word:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    bold: bool
    blank: bool = False  # the page prints a blank after it

    @classmethod
    def of(cls, word: dict, blank: bool = False) -> "Word":
        bold = "bold" in word["fontname"].lower() or "black" in word["fontname"].lower()
        return cls(word["text"], word["x0"], word["x1"], word["top"], word["bottom"], bold, blank)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)


def words_of(page: Page) -> list[Word]:
    blanks = {(round(char["x0"]), round(char["bottom"])) for char in page.chars if char["text"].isspace()}
    return [
        Word.of(each, any((round(each["x1"]) + near, round(each["bottom"])) in blanks for near in (-1, 0, 1)))
        for each in page.extract_words(extra_attrs=["fontname"], x_tolerance_ratio=0.2)
    ]


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
        return next(
            (right.x0 for left, right in pairwise(self.words) if right.x0 - left.x1 > GAP * right.height), None
        )

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
        if block and not _belongs(block[-1], line):
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


def _belongs(above: Printed, below: Printed) -> bool:
    return below.top - above.bottom < LEADING * below.words[0].height and above.bold == below.bold


def _paragraph(block: list[Printed], page: int, column: float | None) -> Paragraph:
    return Paragraph(tuple(Line(line.parts(column), bold=line.bold) for line in block), f"страница {page}")


@dataclass(frozen=True)
class Room:
    """What a column leaves for text: `width` between its paddings, `right` where the padding begins."""

    width: float
    right: float

    def misses(self, line: Printed, more: float) -> bool:
        """Whether so much more would have had no room on the line, whether it begins at the margin or is centred."""
        return line.words[-1].x1 + more > self.right + SLACK or line.width + more > self.width + SLACK


def room_of(box: tuple[float, float, float, float], words: Sequence[Word]) -> Room:
    """The room in a cell, its paddings taken to be equal on both sides."""
    padding = min(max(min(word.x0 for word in words) - box[0], 0), 2 * median(word.height for word in words))
    widest = max(line.width for line in printed_lines(words))
    return Room(max(widest, box[2] - box[0] - 2 * padding), box[2] - padding)


def cell_lines(words: Sequence[Word], room: Room) -> tuple[Line, ...]:
    """The lines of a cell as its author wrote them: a line is broken by the page when its next word had no room."""
    return joined_lines(printed_lines(words), room)


def joined_lines(printed: Sequence[Printed], room: Room) -> tuple[Line, ...]:
    done: list[Line] = []
    above: Printed | None = None
    for line in printed:
        text = line.text
        if above is not None and _had_no_room(above, line, room) and not _begins_item(text, done):
            joint = _joint(above, line, room)
            done[-1] = replace(done[-1], text=f"{done[-1].text}{joint}{text}", bold=done[-1].bold and line.bold)
        else:
            done.append(Line(text, bold=line.bold))
        above = line
    if above is not None:
        done[-1] = replace(done[-1], text=f"{done[-1].text}{_joint(above, None, room)}")
    return tuple(done)


def continued(head: tuple[Line, ...], tail: tuple[Line, ...]) -> tuple[Line, ...]:
    """The two halves of a cell that a page break went through."""
    if (
        not head
        or not tail
        or _begins_item(tail[0].text, head)
        or (head[-1].text.rstrip().endswith((".", ";", ":")) and tail[0].text[:1].isupper())
    ):
        return head + tail
    joint = replace(head[-1], text=f"{head[-1].text}{tail[0].text}", bold=head[-1].bold and tail[0].bold)
    return (*head[:-1], joint, *tail[1:])


def _begins_item(text: str, above: Sequence[Line]) -> bool:
    """A dash that begins a line is an item's only after a mark or another item; else the line just broke there."""
    if not ITEM.match(text):
        return False
    return (
        text[0] not in "-–—"
        or above[-1].text.rstrip().endswith(MARKS)
        or any(line.text[0] == text[0] for line in above)
    )


def _joint(above: Printed, below: Printed | None, room: Room) -> str:
    """What the break after a line of a cell says of the words on both sides."""
    word = above.words[-1]
    if word.blank:
        return BLANK
    if not _is_cut_within_word(above, below, room):
        return WITHIN_LINE
    return WITHIN_WORD if room.misses(above, BLANK_WIDTH * word.height) else UNPRINTED_BLANK


def _had_no_room(above: Printed, below: Printed, room: Room) -> bool:
    first = below.words[0]
    return room.misses(above, 0.35 * first.height + first.x1 - first.x0) or _is_cut_within_word(above, below, room)


def _is_cut_within_word(above: Printed, below: Printed | None, room: Room) -> bool:
    """A word longer than its line is cut where that ends: it stands there alone, and no letter more had room."""
    word = above.words[-1]
    alone = len(above.words) == 1 or (len(above.words) == 2 and bool(ITEM.fullmatch(f"{above.words[0].text} ")))
    return (
        alone
        and word.text[-1].isalpha()
        and (below is None or _goes_on(word.text, below.words[0].text[0]))
        and room.misses(above, _letter(word, *(below.words[:1] if below else ())))
    )


def _goes_on(word: str, letter: str) -> bool:
    return letter.islower() or letter in ",.;:)»-" or (letter.isupper() and word.isupper())


def _letter(*words: Word) -> float:
    """The width of a wide letter."""
    return WIDEST * sum(word.x1 - word.x0 for word in words) / sum(len(word.text) for word in words)
