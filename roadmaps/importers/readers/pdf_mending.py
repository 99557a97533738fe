"""Lines that a page broke, put together: at a hyphen, at a slash, or in the middle of a word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..source import Cell, Paragraph, Row, Table, clean

WITHIN_LINE, WITHIN_WORD = "\n", "\v"  # a break between words; one where the letters before it fill the line
JOINTS = re.compile(f"([{WITHIN_LINE}{WITHIN_WORD}])")
HYPHENATED = re.compile(r"(\w+)-\Z")
WORDS = re.compile(r"\w+(?:-\w+)*")
SHORT_WORDS = frozenset(re.findall(r"\w+", "а в до для за и из или к ко на не о об от по при с со у во"))
SHORT_TAIL = 3
UNFINISHED = re.compile(r"\w{4,}(?:[ое]г|нн|льн|ск|ств|щ)")  # no word ends so
# Endings that are no words: whatever stands before them was cut there.
ENDINGS = re.compile(
    r"[ьыйеюё]|[иы][ей]|ии|ы[мх]|[иы]ми|ия|ь[юяи]|ть|ся|ц[ия][яиюйе]?|ци[яиюй]|цией|тв[аоуе]?|[её]?н(?:ая|ое|ый|ой)|[ая]ми|ях"
    r"|тел[ьяеи]й?|ск(?:ое|ий|ие|их|ая)|ност[ьи]|[ае]?ни[еяйюх]|ьн(?:ые|ой|ых|ая|ое)|н(?:ые|ых)"
)
# What stands at the beginning of no word, but often after the middle of one.
MIDDLE = re.compile(r"[ьъый]|нн|ль|льн|ств|ск[иоа]|тельн|ческ|ванн|ровани|ющ|цион|ци[яиюйе]|[еа]ни[еяюй]|ност[ьи]")


class Mender:
    """Knows the words of a document, and whether its pages break words at all."""

    def __init__(self, blocks: Sequence[Paragraph | Table]):
        texts = [each for block in blocks for each in _texts(block)]
        self.known = {word.lower() for text, whole in texts for word in _unbroken(text, whole=whole)}
        self.breaks_words = any(
            start + end in self.known and not {start, end} <= self.known
            for text, _whole in texts
            for start, end in _cuts(text)
        )

    def mended(self, block: Paragraph | Table) -> Paragraph | Table:
        """The block with the page's own line breaks taken out."""
        if isinstance(block, Paragraph):
            return block
        rows = (Row(tuple(map(self._cell, row.cells)), row.where, row.after_break) for row in block.rows)
        return Table(tuple(rows))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, lines=tuple(replace(line, text=self.joined(line.text)) for line in cell.lines))

    def joined(self, text: str) -> str:
        """«психолого-» + «педагогической» keep the hyphen, «реали-» + «зация» lose it if the word is met whole."""
        done, *rest = JOINTS.split(text)
        for joint, part in zip(rest[::2], rest[1::2], strict=True):
            first, hyphenated = WORDS.match(part), HYPHENATED.search(done)
            if hyphenated and first and part[:1].islower():
                whole = f"{hyphenated[1]}{first[0]}".lower()
                done = (done[:-1] if whole in self.known else done) + part
            elif done.endswith("/") or self._is_one_word(
                done, part, likely=joint == WITHIN_WORD and self.breaks_words
            ):
                done += part
            else:
                done = f"{done} {part}"
        return clean(done)

    def _is_one_word(self, head: str, tail: str, *, likely: bool) -> bool:
        start, end = _ends(head, tail)
        if not start or tail[:1].isupper():
            return False
        if not end:
            return likely
        if ENDINGS.fullmatch(end):
            return True
        if start in self.known and (end in self.known or end in SHORT_WORDS):
            return False
        if start + end in self.known:
            return True
        if likely and UNFINISHED.fullmatch(start) and start not in self.known:
            return True
        alien = end not in SHORT_WORDS and end not in self.known and start not in self.known
        return likely and alien and (len(end) <= SHORT_TAIL or bool(MIDDLE.match(end)))


def mended(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    return tuple(map(Mender(blocks).mended, blocks))


def _ends(head: str, tail: str) -> tuple[str, str]:
    """The letters on both sides of a break; "" where there is something else."""
    last, first = (WORDS.findall(head) or [""])[-1], WORDS.match(tail)
    return (last.lower() if last and head.endswith(last) else ""), (first[0].lower() if first else "")


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    parts = JOINTS.split(text)
    for place in range(1, len(parts), 2):
        start, end = _ends(parts[place - 1], parts[place + 1])
        if parts[place] == WITHIN_WORD and start and end:
            yield start, end


def _unbroken(text: str, *, whole: bool) -> Iterator[str]:
    """The words of a text without those at its line breaks and, unless it is `whole`, at its ends."""
    parts = JOINTS.split(text)[::2]
    for place, part in enumerate(parts):
        words = WORDS.findall(part)
        first, last = place > 0 or not whole, place < len(parts) - 1 or not whole
        yield from words[first : len(words) - last]


def _texts(block: Paragraph | Table) -> Iterable[tuple[str, bool]]:
    """Texts, and whether they are sure to be whole: rows at the ends of a page may go on beyond it."""
    if isinstance(block, Paragraph):
        return [(line.text, True) for line in block.lines]
    last = len(block.rows) - 1
    return [
        (line.text, 0 < place < last)
        for place, row in enumerate(block.rows)
        for cell in row.cells
        for line in cell.lines
    ]
