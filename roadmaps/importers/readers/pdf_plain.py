"""Pages without a table: lines as their author wrote them, put together where only the page broke them."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..source import Paragraph
from .pdf_lines import NUMBER
from .pdf_text import Printed, Room, Word, joined_lines, paragraphs, printed_lines

WHITER = 0.15  # of the height of a line: so much more white than between most lines, and a new text begins
SELDOM = 0.1
OnPage = tuple[int, Printed]


def plain_text(pages: Sequence[Sequence[Word]]) -> list[Paragraph]:
    """The paragraphs of pages of plain text; as they are printed where anything stands side by side."""
    printed = [block for page, words in enumerate(pages, 1) for block in paragraphs(words, page)]
    if not printed or any("\t" in line.text or "|" in line.text for block in printed for line in block.lines):
        return printed
    lines = [(page, line) for page, words in enumerate(pages, 1) for line in printed_lines(words)]
    room = Room(max(line.width for _page, line in lines), max(line.words[-1].x1 for _page, line in lines))
    return [
        Paragraph(joined_lines([line for _page, line in text], room), f"страница {text[0][0]}")
        for text in _parted(lines)
    ]


def _parted(lines: Sequence[OnPage]) -> list[list[OnPage]]:
    """The lines by the white between them, by bold type and by numbers; a page may end in the middle of a text."""
    whites = Counter(round(_white(above, below)) for above, below in pairwise(lines) if above[0] == below[0])
    common = [white for white, times in whites.items() if times > SELDOM * len(lines)]
    texts = [[lines[0]]]
    for above, below in pairwise(lines):
        most = min(common, default=0) + WHITER * below[1].words[0].height
        whiter = above[0] == below[0] and _white(above, below) > most
        if whiter or above[1].bold != below[1].bold or NUMBER.match(below[1].text):
            texts.append([])
        texts[-1].append(below)
    return texts


def _white(above: OnPage, below: OnPage) -> float:
    return below[1].top - above[1].bottom
