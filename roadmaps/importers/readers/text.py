"""Plain text: tabs or pipes between cells, «**» round what was bold, tags that a converter left behind."""

import re

from ..source import SourceDocument
from .reflow import blocks_of, rejoined

MARK = "**"
QUOTED = re.compile(r'(?:(?<=\t)|^)"((?:[^"\t]|"")*)"(?=\t|$)', re.DOTALL)


def read(text: str) -> SourceDocument:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    taken, breaks, bold, blank = [], set(), False, False
    for group in rejoined(lines):
        line = QUOTED.sub(_unquoted, "\n".join(lines[i] for i in group))
        if not line.strip():
            blank = True
            continue
        opened, starts = bold, line.lstrip().startswith(MARK)
        bold ^= line.count(MARK) % 2 == 1
        if blank or (starts and not opened):
            breaks.add(len(taken))
        where = f"строка {group[0] + 1}" if len(group) == 1 else f"строки {group[0] + 1}–{group[-1] + 1}"
        taken.append((line.replace(MARK, "\n" if _glued(line) else ""), opened or starts, where))
        blank = False
    return SourceDocument("text", tuple(blocks_of(taken, breaks=breaks)))


def _unquoted(match: re.Match) -> str:
    return "<p>" + match[1].replace('""', '"').replace("\n", "</p><p>") + "</p>"


def _glued(line: str) -> bool:
    """Bold text that a converter glued to the end of another line."""
    before, mark, _after = line.strip().partition(MARK)
    return bool(mark and before)
