"""A cell «Ответственный» split into persons, roles, units and what is left as written."""

import re
from collections.abc import Iterator, Sequence

from ...drafts import ResponsibleDraft
from ...linting.wording import is_group
from ...responsible import ABBREVIATION, recognise
from ..source import Line
from .lists import BULLET

SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
PERSON = re.compile(
    rf"(?:{SURNAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?{SURNAME})(?:\s*\([^()]*\))?"
)
AND = re.compile(r"\s+и\s+")
GOES_ON = re.compile(r"(?:по|с|в|во|на|за|и|или|от|для|при)\s", re.IGNORECASE)
PLURAL_OF = re.compile(r"(?:\S+[ыи]е\s+)?\S+(?:и|ы|а)\s+(?:в\s+)?[А-ЯЁ]{2,}$")
DUTY = re.compile(r"\sпо\s+\S*[А-ЯЁ]{2,}\S*$")
LABEL = re.compile(r"(?P<label>[^:]{3,80}):\s*(?P<rest>\S.*)", re.DOTALL)


def split(lines: Sequence[Line]) -> tuple[str, tuple[ResponsibleDraft, ...]]:
    """What is written before the names («Отчёты по направлениям:»), and the responsible."""
    return split_text("\n".join(BULLET.sub("", line.text, count=1) for line in lines))


def split_text(text: str) -> tuple[str, tuple[ResponsibleDraft, ...]]:
    """The same out of a text whose line breaks are the author's."""
    text, label = text.strip(" \n,;"), ""
    if (match := LABEL.match(text)) and PERSON.match(match["rest"]):
        label, text = match["label"].strip(), match["rest"]
    pieces = [name for piece in _joined(_pieces(text)) for name in _persons(piece)]
    return label, tuple(map(recognise, filter(None, (piece.strip(" \n,;") for piece in pieces))))


def _pieces(text: str) -> Iterator[str]:
    """Cut at commas, semicolons and lines; a line that only goes on is put back."""
    for clause in re.split(r"\s*[,;]\s*(?![^(]*\))", text):
        lines = clause.split("\n")
        piece = lines[0]
        for line in lines[1:]:
            if _begins_anew(line):
                yield piece
                piece = line
            else:
                piece = f"{piece} {line}"
        yield piece


def _begins_anew(line: str) -> bool:
    if GOES_ON.match(line):
        return False
    return line[:1].isupper() or recognise(line).kind != "text" or is_group(line)


def _joined(pieces: Iterator[str]) -> Iterator[str]:
    """«Руководители УО, ОО» and «зам. директора по УВР, ВР» are one each: the second half is no responsible alone."""
    done: list[str] = []
    for piece in filter(None, (each.strip() for each in pieces)):
        short = ABBREVIATION.fullmatch(piece) and " " not in piece
        if done and short and (PLURAL_OF.fullmatch(done[-1]) or DUTY.search(done[-1])):
            done[-1] = f"{done[-1]}, {piece}"
        else:
            done += _by_and(piece)
    return iter(done)


def _by_and(piece: str) -> list[str]:
    """«директор и куратор» are two; «образования и спорта» is one."""
    halves = AND.split(piece)
    if len(halves) == 2 and all(recognise(half).kind in ("person", "role") or is_group(half) for half in halves):
        return halves
    return [piece]


def _persons(piece: str) -> list[str]:
    """«Рудкова С.Г. Карпенко М.С.» are two; anything that is not names throughout is left whole."""
    names = [match[0].strip() for match in PERSON.finditer(piece)]
    return names if len(names) > 1 and not PERSON.sub("", piece).strip(" ,.\n") else [piece]
