"""Approval stamps: above the table side by side or one after another, below it as a signature (domain.md 6.4)."""

import re
from collections.abc import Iterator, Sequence

from ...drafts import StampDraft
from ..source import clean
from .dates import days_in

KINDS = (
    ("agreed", "СОГЛАСОВА"),
    ("adopted", "ПРИНЯТ"),
    ("considered", "РАССМОТРЕН"),
    ("approve", "УТВЕРЖ"),
    ("adopted", "ОДОБРЕН"),
    ("adopted", "РЕКОМЕНДОВАН"),
)
STAMP = re.compile(
    r"(?P<word>(?:СОГЛАСОВА|УТВЕРЖ|ПРИНЯТ|РАССМОТРЕН|ОДОБРЕН|РЕКОМЕНДОВАН)(?:[А-ЯЁ]{0,4}(?:Ю|[ОАЫ](?![а-яё]))|[ОАЫ]|Д?ЕН|))"
    r"|^(?P<title>(?:Согласова|Утвержд|Принят|Рассмотрен|Одобрен|Рекомендован)[а-яё]*)"
)
ANNEX = re.compile(r"^Приложение\s*(?:№\s*)?\d*\s*(?:к\s+)?", re.IGNORECASE)
INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?"
SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
PERSON = re.compile(rf"{INITIALS}{SURNAME}|{SURNAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?")
DOCUMENT = re.compile(r"(?:приказ|распоряжени|постановлени|протокол|решени|заседани)\w*.*", re.IGNORECASE)
DOCUMENT_END = re.compile(r".*(?:№\s*[\w/-]+|\d{4}\s*г(?:ода|\.)?|\d{4})", re.DOTALL)
BLANKS = re.compile(r"_{2,}|\.{4,}|/\s*/|\(?подпись\)?|М\.?\s?П\.?(?=\s|$)", re.IGNORECASE)
DAY = re.compile(
    r"(?:от\s+)?(?:[«\"]\s*[\d_]{0,3}\s*[»\"]\s*[а-яё_]*\s*(?:20\d\d|20_+|20)?\s*г?\.?(?:ода)?|\d{1,2}\.\d{1,2}\.\d{2,4}\s*г?\.?)"
)
ORDER = re.compile(r"П\s*Р\s*И\s*К\s*А\s*З|Приказ")
POSITION = re.compile(
    r"(?:и\.?\s?о\.?\s+|исполняющ\w+ обязанности\s+|зам\.\s|заместител\w+\s+)?(?:директор|начальник"
    r"|заведующ|руководител|глава|председател"
    r"|ректор|методист|заместител|куратор|составител|исполнител)\w*",
    re.IGNORECASE,
)
ABOUT = re.compile(r"[«\"„“]?\s*Об?\s+[а-яё]")  # «О внедрении модели наставничества»: the title of an order
QUOTED_ABOUT = re.compile(r"[«\"„“]\s*Об?\s+[а-яё]")
PREAMBLE = re.compile(
    r"(?:Во?|На|Со?|По|Для|Руководствуясь|Согласно|Учитывая)\s|.*(?i:приказываю)|\d+(?:\.\d+)*[.)]\s"
)
ORDER_HEAD_LINES = 12  # from «ПРИКАЗ» to the end of its title
CLOSING = {"«": "»", "„": "“", "“": "”", '"': '"'}
JUNK = re.compile(r"^\W*\d+\W+(?=[А-ЯЁ])")  # a registrar's pencil before the signature
LONGEST = 300


def is_stamp(line: str) -> bool:
    return bool(STAMP.search(line) or (ANNEX.match(line) and len(line) < 150))


def stamps_in(lines: Sequence[str], *, side: str = "") -> list[StampDraft]:
    """The stamps of lines that stand one below another. Without `side`, of two the first is the left one."""
    blocks: list[str] = []
    for line in lines:
        for piece in _cut(line):
            if is_stamp(piece) or not blocks:
                blocks.append(piece)
            else:
                blocks[-1] = f"{blocks[-1]} {piece}"
    blocks = [block for block in blocks if is_stamp(block)]
    sides = ["right"] if len(blocks) == 1 else ["left", "right"]
    stamps = [_stamp(clean(block), side or sides[min(i, len(sides) - 1)]) for i, block in enumerate(blocks)]
    return [stamp for stamp in stamps if stamp is not None]


def order_stamp(lines: Sequence[str]) -> StampDraft | None:
    """The order that a document begins with, when the roadmap is its annex."""
    at = order_at(lines)
    if at is None:
        return None
    requisites = clean(" ".join(lines[at + 1 : at + 5]))
    days, number = days_in(requisites), re.search(r"№\s*([\w/-]+)", requisites)
    if not days and not number:
        return None
    day = re.search(r"\d{1,2}\.\d{1,2}\.\d{4}\s*г?\.?|[«\"]?\d{1,2}[»\"]?\s+[а-яё]+\s+\d{4}\s*г?\.?", requisites)
    title = clean(" ".join(lines[place] for place in order_title_at(lines, at)))
    parts = ("приказ", day and f"от {day[0].strip()}", number and f"№ {number[1]}", title and _in_quotes(title))
    document = _shortened(" ".join(filter(None, parts)))
    signed = next((stamp for _first, _after, stamp in signatures([JUNK.sub("", line) for line in lines])), None)
    return StampDraft(
        "approved_by_order",
        who=signed.who if signed else "",
        position=signed.position if signed else "",
        document=document,
        date=days[0] if days else None,
    )


def order_at(lines: Sequence[str]) -> int | None:
    """The line «ПРИКАЗ»."""
    return next((place for place, line in enumerate(lines) if ORDER.fullmatch(line.strip())), None)


def order_title_at(lines: Sequence[str], at: int) -> range:
    """The lines that hold the title of the order «ПРИКАЗ» at `at`: from «О …» to its closing quote or the preamble."""
    head = range(at + 1, min(at + ORDER_HEAD_LINES, len(lines)))
    first = next((place for place in head if ABOUT.match(lines[place])), None)
    if first is None:
        return range(0)
    quoted = QUOTED_ABOUT.match(lines[first])
    for last in range(first, head.stop):
        if quoted and _quoted(" ".join(lines[first : last + 1])):
            return range(first, last + 1)
        if last > first and not quoted and PREAMBLE.match(lines[last]):
            return range(first, last)
    return range(0)


def _quoted(text: str) -> str:
    """What `text` begins with in quotes, those inside it counted; "" while they are not closed."""
    opening, depth = text[0], 0
    closing = CLOSING[opening]
    for place, letter in enumerate(text):
        if letter == closing and (depth == 1 or opening != closing):
            depth -= 1
        elif letter == opening:
            depth += 1
        if not depth:
            return text[: place + 1]
    return ""


def _in_quotes(title: str) -> str:
    return title if title[0] in CLOSING else f"«{title}»"


def signatures(lines: Sequence[str]) -> Iterator[tuple[int, int, StampDraft]]:
    """Signatures under the table as (first line, after the last, stamp): a position and a name, together or apart."""
    at = 0
    while at < len(lines):
        taken = next((size for size in (1, 2, 3) if _is_signed(lines[at : at + size])), 0)
        if taken:
            yield at, at + taken, _signature(clean(" ".join(lines[at : at + taken])))
        at += taken or 1


def _cut(line: str) -> list[str]:
    """A line before each stamp in it: a converter may have glued them together."""
    places = [0, *(match.start() for match in STAMP.finditer(line) if match.start()), len(line)]
    return [line[a:b].strip() for a, b in zip(places, places[1:], strict=False) if line[a:b].strip()]


def _stamp(text: str, side: str) -> StampDraft | None:
    match = STAMP.search(text)
    if match is None:
        return _annex(text, side)
    wording = match[0].strip()
    rest = clean(BLANKS.sub(" ", text[match.end() :])).strip(" :.,")
    kind = next(kind for kind, stem in KINDS if wording.upper().startswith(stem))
    document = _document(rest)
    if kind == "approve" and document and not wording.upper().endswith("Ю"):
        kind = "approved_by_order"
    outside = rest.replace(document, " ") if document else rest
    person = PERSON.search(outside)
    position = clean(DAY.sub(" ", outside.replace(person[0], " ") if person else outside)).strip(" ,;:/.()")
    days = days_in(document) or days_in(rest)
    return StampDraft(
        kind,
        wording,
        person[0] if person else "",
        position[:LONGEST],
        document,
        days[0] if days else None,
        side,
    )


def _annex(text: str, side: str) -> StampDraft | None:
    """«Приложение 1 к приказу № 15 от 18.02.2022»."""
    if document := _document(text):
        days = days_in(document)
        wording = clean(text[: text.find(document)])
        return StampDraft("approved_by_order", wording[:100], "", "", document, days[0] if days else None, side)
    return None


def _document(text: str) -> str:
    """The order with its day and number, and with its title where that follows in quotes."""
    match = DOCUMENT.search(text)
    if not match:
        return ""
    about = QUOTED_ABOUT.search(match[0])
    end = DOCUMENT_END.match(match[0][: about.start()] if about else match[0])
    if not end:
        return ""
    title = _quoted(match[0][about.start() :]) if about else ""
    return _shortened(clean(match[0][: about.start() + len(title)] if title else end[0]))


def _shortened(document: str) -> str:
    return document if len(document) <= LONGEST else f"{document[: LONGEST - 2].rstrip()}…»"


def _is_signed(lines: Sequence[str]) -> bool:
    text = clean(BLANKS.sub(" ", " ".join(lines)))
    persons = list(PERSON.finditer(text))
    return bool(POSITION.match(text) and persons and len(text) < LONGEST and persons[-1].end() >= len(text) - 3)


def _signature(text: str) -> StampDraft:
    text = clean(BLANKS.sub(" ", text))
    person = PERSON.search(text)
    return StampDraft("signed", who=person[0], position=text[: person.start()].strip(" ,/"), side="bottom")
