"""What stands above the table: title, stamps, period, and whose roadmap it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...drafts import StampDraft
from ..source import Paragraph, Row, clean
from . import stamps
from .dates import days_in, period_in
from .period import Span
from .shapes import starts_midway

TITLE = re.compile(
    r"(?:(?:муниципальн\w+|школьн\w+|примерн\w+|типов\w+|комплексн\w+|региональн\w+)\s+)?"
    r"(?:\(?дорожн(?:ая|ой)\s+карт[аы]|плана?\b|комплекс мер|программа\b)",
    re.IGNORECASE,
)
ORDER_TEXT = re.compile(r"^(?:\d+(?:\.\d+)*\.|[–-])\s|приказываю", re.IGNORECASE)
INSTITUTION = re.compile(
    r"\b(?:М[БАК]?(?:О?Д?О)?У\s?Д?О?|МБУДО|МАОДО|МАУДО|МБДОУ|МАДОУ|МКДОУ|МБОУ|МКОУ|МАОУ|МОУ|СОШ|ООШ|НОШ|ГБОУ|ГБПОУ|ОГБПОУ|ЦДТ|ДШИ|ДЮСШ)\b"
    r"|школ[аеуы]\b|лице[йея]|гимнази|детск\w+ сад|колледж|техникум"
)
MUNICIPALITY = re.compile(r"муниципальн|район|округ|город", re.IGNORECASE)
REGION = re.compile(r"\b(?:край|края|област[ьи]|республик[аи])\b", re.IGNORECASE)
STAFF = re.compile(r"педагог|учител|молод\w+ специалист", re.IGNORECASE)
STUDENTS = re.compile(r"обучающ|учени|учащ|дет(?:ей|ьми)|воспитанник", re.IGNORECASE)
FOR_YEARS = re.compile(r"(?:на|в|за)\s", re.IGNORECASE)
LONGEST_TITLE = 1000
LONGEST_HEAD_LINE = 400


@dataclass
class Head:
    title: str = ""
    stamps: list[StampDraft] = field(default_factory=list)
    period: Span | None = None  # as the title says
    mentioned: Span | None = None  # what the lines around it speak of: it may be another document's
    used: dict[int, str] = field(default_factory=dict)  # place of a record -> what it gave

    @property
    def level(self) -> str:
        if INSTITUTION.search(self.title):
            return "institution"
        if MUNICIPALITY.search(self.title):
            return "municipality"
        return "region" if REGION.search(self.title) else "institution"

    @property
    def track(self) -> str:
        """Whom it is for, by its title or by that of its order; "" when neither says so."""
        said = (_track(text) for text in (self.title, *(stamp.document for stamp in self.stamps)))
        return next(filter(None, said), "")


def _track(text: str) -> str:
    staff, students = STAFF.search(text), STUDENTS.search(text)
    return "both" if staff and students else "staff" if staff else "students" if students else ""


def read_head(records: Sequence[Row | Paragraph]) -> Head:
    head = Head()
    title = _title(records)
    if title is not None:
        first, last = title
        texts = [_title_text(record) for record in records[first : last + 1]]
        head.title = clean(" ".join(texts))[:LONGEST_TITLE]
        head.used.update(dict.fromkeys(range(first, last + 1), "title"))
    _read_stamps(head, records[: title[0]] if title else records)
    if title is not None:
        _read_stamps(head, [records[title[0]]], only_glued=True)
    head.period = period_in(head.title)
    texts = (record.text for place, record in enumerate(records) if head.used.get(place) != "stamp")
    head.mentioned = next(filter(None, map(period_in, texts)), None)
    return head


def _title(records: Sequence[Row | Paragraph]) -> tuple[int, int] | None:
    """The last thing that begins as a title does, to the end of its block."""
    places = [place for place, record in enumerate(records) if _begins_title(_title_text(record))]
    if not places:
        return None
    first = places[-1]
    while first and first - 1 in places:
        first -= 1
    last = places[-1]
    while last + 1 < len(records) and _goes_on(records[last + 1]):
        last += 1
    return first, last


def _title_text(record: Row | Paragraph) -> str:
    """Without the stamps that may stand in the same block."""
    if isinstance(record, Row):
        return record.filled[0].text if len({cell.text for cell in record.filled}) == 1 else ""
    lines = [line.text.replace("\t", " ") for line in record.lines]
    begins = next((i for i, line in enumerate(lines) if _begins_title(line)), 0)
    if any(stamps.is_stamp(line) for line in lines[:begins]):
        lines = lines[begins:]
    return clean(" ".join(lines))


def _begins_title(text: str) -> bool:
    return bool(TITLE.match(text)) and not ORDER_TEXT.search(text)


def _goes_on(record: Row | Paragraph) -> bool:
    text = _title_text(record)
    numbered = re.match(r"\d+[.)]\s|[IVX]+\.\s|(?:этап|раздел|блок)\s", text, re.IGNORECASE)
    return (
        bool(text)
        and not numbered
        and not stamps.is_stamp(text)
        and not text.isdigit()
        and len(text) < LONGEST_HEAD_LINE
    )


def ends_title(text: str) -> bool:
    """Whether a line can only be the rest of the title above it: «реализации …», «На 2025-2026 учебный год»."""
    return starts_midway(text) or text.startswith("(") or bool(FOR_YEARS.match(text) and period_in(text))


def _read_stamps(head: Head, records: Sequence[Row | Paragraph], *, only_glued: bool = False) -> None:
    """Stamps stand in columns: each column is read on its own, then what has none."""
    columns: dict[str, list[tuple[int, str]]] = {"left": [], "right": [], "": []}
    for place, record in enumerate(records):
        for side, text in _parts(record):
            columns[side].append((place, text))
    for side, lines in columns.items():
        block: list[tuple[int, str]] = []
        for place, text in lines:
            if stamps.is_stamp(text) or (block and _belongs(text)):
                block.append((place, text))
            elif block:
                _take(head, block, side, only_glued)
                block = []
        _take(head, block, side, only_glued)
    if not only_glued and (order := stamps.order_stamp([text for _place, text in columns[""]])):
        head.stamps.append(order)
        head.used.update(_order_places(columns[""]))


def _belongs(text: str) -> bool:
    return (
        len(text) < 250
        and not TITLE.match(text)
        and not ORDER_TEXT.search(text)
        and not stamps.ORDER.fullmatch(text.strip())
    )


def _take(head: Head, block: list[tuple[int, str]], side: str, only_glued: bool) -> None:
    if only_glued:
        block = block[: next((i for i, (_place, text) in enumerate(block) if TITLE.match(text)), len(block))]
        block = block if len(block) > 1 else []
    found = stamps.stamps_in([text for _place, text in block], side=side)
    if found:
        head.stamps += found
        if not only_glued:
            head.used.update({place: "stamp" for place, _text in block})


def _order_places(lines: list[tuple[int, str]]) -> dict[int, str]:
    texts = [text for _place, text in lines]
    at = stamps.order_at(texts)
    near = [at, *(line for line in range(at, min(at + 4, len(lines))) if days_in(texts[line]) or "№" in texts[line])]
    return {lines[line][0]: "stamp" for line in (*near, *stamps.order_title_at(texts, at))}


def _parts(record: Row | Paragraph) -> list[tuple[str, str]]:
    """(side, text) of every line: what stands side by side is told apart."""
    if isinstance(record, Row):
        cells = record.filled
        middle = max(record.width, 2) / 2
        if len(cells) == 1 and cells[0].span >= record.width:
            return [("", line.text) for line in cells[0].lines]
        return [
            ("left" if cell.column < middle - 0.5 else "right", line.text) for cell in cells for line in cell.lines
        ]
    parts = []
    for line in record.lines:
        left, *right = line.text.split("\t")
        parts.append(("left" if right else "", left.strip()))
        parts += [("right", piece.strip()) for piece in right]
    return [(side, text) for side, text in parts if text]
