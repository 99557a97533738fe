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
    at = next((i for i, line in enumerate(lines) if ORDER.fullmatch(line.strip())), None)
    if at is None:
        return None
    requisites = clean(" ".join(lines[at + 1 : at + 5]))
    days, number = days_in(requisites), re.search(r"№\s*([\w/-]+)", requisites)
    if not days and not number:
        return None
    day = re.search(r"\d{1,2}\.\d{1,2}\.\d{4}\s*г?\.?|[«\"]?\d{1,2}[»\"]?\s+[а-яё]+\s+\d{4}\s*г?\.?", requisites)
    document = " ".join(filter(None, ("приказ", day and f"от {day[0].strip()}", number and f"№ {number[1]}")))
    signed = next((stamp for _first, _after, stamp in signatures([JUNK.sub("", line) for line in lines])), None)
    return StampDraft(
        "approved_by_order",
        who=signed.who if signed else "",
        position=signed.position if signed else "",
        document=document,
        date=days[0] if days else None,
    )


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
        document[:LONGEST],
        days[0] if days else None,
        side,
    )


def _annex(text: str, side: str) -> StampDraft | None:
    """«Приложение 1 к приказу № 15 от 18.02.2022»."""
    if document := _document(text):
        days = days_in(document)
        wording = clean(text[: text.find(document)])
        return StampDraft(
            "approved_by_order", wording[:100], "", "", document[:LONGEST], days[0] if days else None, side
        )
    return None


def _document(text: str) -> str:
    match = DOCUMENT.search(text)
    end = match and DOCUMENT_END.match(match[0])
    return clean(end[0]) if end else ""


def _is_signed(lines: Sequence[str]) -> bool:
    text = clean(BLANKS.sub(" ", " ".join(lines)))
    persons = list(PERSON.finditer(text))
    return bool(POSITION.match(text) and persons and len(text) < LONGEST and persons[-1].end() >= len(text) - 3)


def _signature(text: str) -> StampDraft:
    text = clean(BLANKS.sub(" ", text))
    person = PERSON.search(text)
    return StampDraft("signed", who=person[0], position=text[: person.start()].strip(" ,/"), side="bottom")
