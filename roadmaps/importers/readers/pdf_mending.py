"""Lines that a page broke, put together: at a hyphen, at a slash, or in the middle of a word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..source import Cell, Line, Paragraph, Row, Table, clean

WITHIN_LINE, WITHIN_WORD = "\n", "\v"  # a break between words; one where the letters before it fill the line
BLANK, UNPRINTED_BLANK = "\r", "\f"  # a blank is printed before the break; none is, though it had room
JOINTS = re.compile(f"([{WITHIN_LINE}{WITHIN_WORD}{BLANK}{UNPRINTED_BLANK}])")
FEW_BLANKS = 3
CUTS = WITHIN_WORD + UNPRINTED_BLANK
HYPHENATED = re.compile(r"(\w+)-\Z")
WORDS = re.compile(r"\w+(?:-\w+)*")
SHORT_WORDS = frozenset(re.findall(r"\w+", "а в до для за и из или к ко на не о об от по при с со у во"))
SHORT_TAIL = 3
UNFINISHED = re.compile(r"\w{4,}(?:[ое]г|нн|льн|ск|ств|щ|ци|тел)")  # no word ends so
FINISHED = re.compile(  # many do
    r"\w{3}(?:[ыиое]й|[ая]я|[оеыи]е|[ое]го|[ое]му|[ыи]ми?|[ыи]х|ую|ни[яйюи]|ци[яйюи]|ост[ьи]|(?:ник|ист|тор|ент)ов"
    r"|[ая]ми?|амм|нта|тв(?:а|о|ом|у)|ть|тся|ется|инга?)\Z"
)
INSTRUMENTAL = re.compile(r"[ая]ми\Z")  # «программам» + «и» may be either
# Endings that are no words: whatever stands before them was cut there.
ENDINGS = re.compile(
    r"[ьыйеюёх]|[иы][ей]|ии|ы[мх]|[иы]ми|ия|ь[юяи]|ть|ся|ц[ия][яиюйе]?|ци[яиюй]|цией|тв[аоуе]?|[её]?н(?:ая|ое|ый|ой)|[ая]ми|ях"
    r"|тел[ьяеи]й?|ск(?:ое|ий|ие|их|ая)|ност[ьи]|[ае]?ни[еяйюх]|ьн(?:ые|ой|ых|ая|ое)|н(?:ые|ых)"
)
# What stands at the beginning of no word, but often after the middle of one.
MIDDLE = re.compile(r"[ьъый]|нн|ль|льн|ств|ск[иоа]|тельн|ческ|ванн|ровани|ющ|цион|ци[яиюйе]|[еа]ни[еяюй]|ност[ьи]")


class Mender:
    """Knows the words of a document, whether its pages break words at all, and whether they print blanks at breaks."""

    def __init__(self, blocks: Sequence[Paragraph | Table]):
        texts = [each for block in blocks for each in _texts(block)]
        joints = Counter(joint for text, _whole in texts for joint in JOINTS.findall(text))
        self.prints_blanks = joints[BLANK] > FEW_BLANKS + joints[WITHIN_LINE]
        self.known = {word.lower() for text, whole in texts for word in _unbroken(text, whole=whole)}
        self.breaks_words = (self.prints_blanks and joints[UNPRINTED_BLANK] > 0) or any(
            start + end in self.known and not {start, end} <= self.known
            for text, _whole in texts
            for start, end in _cuts(text)
        )

    def mended(self, block: Paragraph | Table, below: Row | None) -> Paragraph | Table:
        """The block with the page's own line breaks taken out; `below` is the row that follows on the next page."""
        if isinstance(block, Paragraph):
            return replace(block, lines=tuple(map(self._line, block.lines)))
        *rows, last = block.rows
        return Table((*(self._row(row) for row in rows), self._row(last, below)))

    def _line(self, line: Line) -> Line:
        """A line outside the tables; the tabs between what stands side by side are kept."""
        return replace(line, text=self.joined(line.text, [])) if JOINTS.search(line.text) else line

    def _row(self, row: Row, below: Row | None = None) -> Row:
        doubtful: list[str] = []
        tails = {cell.column: cell.lines[0].text for cell in below.cells if cell.lines} if below else {}
        cells = tuple(self._cell(cell, tails.get(cell.column, ""), doubtful) for cell in row.cells)
        return replace(row, cells=cells, doubtful=tuple(doubtful))

    def _cell(self, cell: Cell, tail: str, doubtful: list[str]) -> Cell:
        """A cell; `tail` begins what stands below it on the next page."""
        lines = tuple(replace(line, text=self.joined(line.text, doubtful)) for line in cell.lines)
        if tail and lines and self._goes_on(cell.lines[-1].text, tail):
            lines = (*lines[:-1], replace(lines[-1], cut=True))
        return replace(cell, lines=lines)

    def _goes_on(self, text: str, tail: str) -> bool:
        """Whether the end of a page went through a word."""
        joint = text[-1]
        return (
            joint in CUTS and tail[0].islower() and (self._is_cut(joint) or self._is_one_word(text[:-1], tail, joint))
        )

    def joined(self, text: str, doubtful: list[str]) -> str:
        """One line; what may be the two halves of a word is left apart and told to `doubtful`."""
        done, *rest = JOINTS.split(text)
        for joint, part in zip(rest[::2], rest[1::2], strict=True):
            if joint == BLANK:
                done = f"{done} {part}"
            elif hyphenated := self._without_hyphen(done, part):
                done = hyphenated
            elif done.endswith("/") or self._is_cut(joint) or self._is_one_word(done, part, joint):
                done += part
            else:
                if joint in CUTS and self.breaks_words and self._is_doubtful(*_ends(done, part)):
                    doubtful.append(" ".join(_ends(done, part)))
                done = f"{done} {part}"
        return clean(done)

    def _without_hyphen(self, head: str, tail: str) -> str:
        """«психолого-» + «педагогической» keep the hyphen, «реали-» + «зация» lose it if the word is met whole."""
        first, hyphenated = WORDS.match(tail), HYPHENATED.search(head)
        if not hyphenated or not first or not tail[:1].islower():
            return ""
        return (head[:-1] if f"{hyphenated[1]}{first[0]}".lower() in self.known else head) + tail

    def _is_cut(self, joint: str) -> bool:
        """A blank had room and is not printed, though the document prints them: there is none."""
        return joint == UNPRINTED_BLANK and self.prints_blanks

    def _is_doubtful(self, start: str, end: str) -> bool:
        if not start or not end:
            return False
        if end in SHORT_WORDS:
            return bool(INSTRUMENTAL.search(start + end))
        return start not in self.known and (len(end) <= SHORT_TAIL or not FINISHED.search(start))

    def _is_one_word(self, head: str, tail: str, joint: str) -> bool:
        likely = joint in CUTS and self.breaks_words
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
        if likely and start not in self.known and (UNFINISHED.fullmatch(start) or self.prints_blanks):
            return bool(UNFINISHED.fullmatch(start)) or not (
                FINISHED.search(start) or (end in self.known and len(end) > SHORT_TAIL)
            )
        alien = end not in SHORT_WORDS and end not in self.known and start not in self.known
        return likely and alien and (len(end) <= SHORT_TAIL or bool(MIDDLE.match(end)))


def mended(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    mender, done, below = Mender(blocks), [], None
    for block in reversed(blocks):
        done.append(mender.mended(block, below))
        if isinstance(block, Table):
            below = next((row for row in block.rows if row.after_break), None)
    return tuple(reversed(done))


def _ends(head: str, tail: str) -> tuple[str, str]:
    """The letters on both sides of a break; "" where there is something else."""
    last, first = (WORDS.findall(head) or [""])[-1], WORDS.match(tail)
    return (last.lower() if last and head.endswith(last) else ""), (first[0].lower() if first else "")


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    parts = JOINTS.split(text)
    for place in range(1, len(parts), 2):
        start, end = _ends(parts[place - 1], parts[place + 1])
        if parts[place] in CUTS and start and end:
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
