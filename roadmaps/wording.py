"""Two wordings side by side: which words went, which came. Pure Python, no Django."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of words; `marked` when the other wording does not have it."""

    text: str
    marked: bool


def side_by_side(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """The old and the new wording, each with its own words marked."""
    before, after = WORD.findall(old), WORD.findall(new)
    left, right = [], []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left += [(word, kind != "equal") for word in before[i:j]]
        right += [(word, kind != "equal") for word in after[k:m]]
    return _joined(left), _joined(right)


def _joined(words: list[tuple[str, bool]]) -> list[Piece]:
    return [
        Piece("".join(word for word, _marked in stretch), marked)
        for marked, stretch in groupby(_with_spaces(words), key=lambda pair: pair[1])
    ]


def _with_spaces(words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A space between two marked words is marked too, so that a changed phrase reads as one."""
    marks = [marked for _word, marked in words]
    return [
        (word, marked or (word.isspace() and 0 < i < len(words) - 1 and marks[i - 1] and marks[i + 1]))
        for i, (word, marked) in enumerate(words)
    ]
