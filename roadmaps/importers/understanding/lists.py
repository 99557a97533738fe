"""Lists within a cell: marked by the file, typed by hand, or run together in one line by a converter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ..source import Line

BULLET = re.compile(r"\s*(?:[-–—•◦·▪●○■□➢✓*\uf000-\uf0ff]|o(?=\s))\s*(?=\S)")
TYPED_NUMBER = re.compile(r"\s*\d{1,2}\)\s*(?=\D)|\s*\d{1,2}\.\s+(?=\D)|\s*(?P<letter>[а-яa-z])\)\s*")
RUN_TOGETHER = re.compile(r"(?<=[:;.,])\s+[-–—•]\s*(?=[^\W\d_])|(?<=[:;])[-–—](?=[^\W\d_])|\s*[•▪●]\s*(?=\S)")
RUN_NUMBERS = re.compile(r"(?:^|(?<=\s))(\d{1,2})\)\s*(?=\D)")
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[А-ЯЁ])|(?<=[а-яё])\s+(?=[А-ЯЁ][а-яё]+\s+[а-яё]+)")
ABBREVIATION = re.compile(r"(?:^|[\s.(])(?:[а-яё]{1,2}|др|пр|гг|тыс|руб|чел|стр)\.$", re.IGNORECASE)
LONGEST_SENTENCE = 90
DASHES = "-–—"
SEPARATORS = (":", ";", ".", ",")


@dataclass
class Item:
    text: str
    steps: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    text: str
    level: int | None = None  # None outside lists
    numbered: bool = False


def title_and_steps(lines: Sequence[Line]) -> tuple[str, tuple[str, ...]]:
    """An activity's cell: what stands before its list, and the list. A list with nothing before it is all title."""
    intro, items = intro_and_items(lines)
    if not intro and len(items) == 1:
        intro, items = items[0].text, [Item(text) for text in items[0].steps]
    steps = tuple(filter(None, (step(text) for item in items for text in (item.text, *item.steps))))
    return (intro, steps) if intro else (" ".join(line.labelled for line in lines), ())


def intro_and_items(lines: Sequence[Line]) -> tuple[str, list[Item]]:
    """What stands before the list, and the list with its second level."""
    pieces = [piece for line in _at_numbers(lines) for piece in _pieces(line)]
    if all(piece.level is None for piece in pieces):
        pieces = _listed_after_colon([piece.text for piece in pieces])
    listed = [piece for piece in pieces if piece.level is not None]
    top = min((piece.level for piece in listed), default=0)
    counted = bool(listed) and listed[0].numbered
    intro: list[str] = []
    items: list[Item] = []
    for piece in pieces:
        if piece.level is None and not items:
            intro.append(piece.text)
        elif piece.level is None and (piece.text[:1].islower() or not items[-1].text.endswith((".", ";"))):
            _extend(items[-1], piece.text)
        elif items and ((piece.level or 0) > top or (counted and not piece.numbered and piece.level is not None)):
            items[-1].steps.append(piece.text)
        else:
            items.append(Item(piece.text))
    return " ".join(intro), items


def begins_item(text: str, above: str) -> bool:
    """Whether a line that follows `above` begins an item: a bullet does, a dash only after a mark."""
    return bool(BULLET.match(text)) and (text[0] not in DASHES or above.endswith(SEPARATORS))


def step(text: str) -> str:
    """A step without the mark that only separates it from the next one."""
    text = text.rstrip(" ;,")
    return text if ABBREVIATION.search(text) or text.endswith("..") else text.removesuffix(".")


def _extend(item: Item, text: str) -> None:
    if item.steps:
        item.steps[-1] = f"{item.steps[-1]} {text}"
    else:
        item.text = f"{item.text} {text}"


def _pieces(line: Line) -> Iterator[Piece]:
    level, text, dashed = (line.level if line.marker else None), line.text, False
    numbered = line.marker[:1].isdigit()
    if typed := BULLET.match(text):
        text, dashed, level = text[typed.end() :], not line.marker, 1 if level is None else level
    elif (typed := TYPED_NUMBER.match(text)) and (numbered or not line.marker):
        text, numbered = text[typed.end() :], not typed["letter"]
        level = (0 if numbered else 1) if level is None else level
    first, *rest = _dashed(text, listed=dashed)
    yield Piece(first, level, numbered)
    yield from (Piece(each, level if dashed else (level or 0) + 1) for each in rest)


def _at_numbers(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines cut before «1)», «2)», …, where these run in order through the cell."""
    expected, cuts = 1, []
    for index, line in enumerate(lines):
        for match in () if line.marker else RUN_NUMBERS.finditer(line.text):
            if int(match[1]) == expected and line.text.count("(", 0, match.start()) <= line.text.count(
                ")", 0, match.start()
            ):
                cuts.append((index, match.start()))
                expected += 1
    if len(cuts) < 2:
        yield from lines
        return
    for index, line in enumerate(lines):
        places = [0, *(place for own, place in cuts if own == index and place), len(line.text)]
        for start, end in pairwise(places):
            if text := line.text[start:end].strip():
                yield replace(line, text=text)


def _dashed(text: str, *, listed: bool) -> list[str]:
    """Cut at dashes that follow a mark; the first must follow a colon, unless the text is in a list already."""
    cut = RUN_TOGETHER.search(text)
    if cut is None or (not listed and text[: cut.start()].rstrip()[-1:] != ":" and "•" not in cut[0]):
        return [text]
    return [part for part in map(str.strip, RUN_TOGETHER.split(text)) if part] or [text]


def _listed_after_colon(texts: list[str]) -> list[Piece]:
    """A list whose markers were lost: lines after a line that ends with a colon, or clauses after a colon."""
    opening = next((i for i, text in enumerate(texts[:-1]) if text.endswith(":")), None)
    if opening is not None and len(texts) - opening > 2:
        return [Piece(text, None if i <= opening else 0) for i, text in enumerate(texts)]
    if len(texts) == 1:
        before, colon, after = texts[0].rpartition(": ")
        if colon and (clauses := _clauses(after)):
            return [Piece(f"{before}:"), *(Piece(clause, 0) for clause in clauses)]
    return [Piece(text) for text in texts]


def _clauses(text: str) -> list[str]:
    """The clauses of «база учеников …; база учителей …», of a run of short sentences; none in running text."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) > 1:
        return [each for part in parts for each in _with_lost_mark(part, parts[0].split()[0])]
    sentences = [part.strip() for part in SENTENCE.split(text)]
    short = all(len(sentence) < LONGEST_SENTENCE for sentence in sentences)
    return sentences if len(sentences) > 2 and short and text[:1].isupper() else []


def _with_lost_mark(clause: str, opening: str) -> list[str]:
    """Clauses that all begin with one word, cut where the mark between two of them was lost."""
    parts = re.split(rf"(?<=»)\s+(?={re.escape(opening)}\b)", clause)
    return [part for part in parts if part]
