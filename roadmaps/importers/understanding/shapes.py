"""What a row or a paragraph looks like: numbers, sections, lines of tasks and results, rules, repeated headers."""

import re
from collections.abc import Sequence

NUMBER = re.compile(r"(?:п\.?\s?)?(\d{1,3}(?:\.\s?\d{1,3}){0,3})\s?[.)]{0,2}", re.IGNORECASE)
ROMAN = re.compile(r"([IVXІ]{1,6})[.)]?")
IN_TITLE = re.compile(r"(\d{1,2}(?:\.\d{1,3}){1,3})[.)]?\s*(?=\D)|(\d{1,2})[.)]\s+(?=\D)|(\d{1,2}\.\d{1,2})\.?\s+")
STAGE = re.compile(
    r"(?:этап|раздел|блок|направление|модуль|часть|глава|шаг)\s*№?\s*(\d{1,2}|[IVX]{1,5})\b|(\d{1,2}|[IVX]{1,5})(?:-?й)?\s+(?:этап|раздел|блок)\b",
    re.IGNORECASE,
)
SECTION_NUMBER = re.compile(r"(\d{1,2}|[IVXІ]{1,5})[.)]\s*(?=[^\W\d])")
LABELS = re.compile(
    r"(?:^|(?<=\s))(?:(?:основн(?:ая|ые)\s+)?(?P<goal>задач[аи]|цел[ьи])|(?:ожидаемы[ей]\s+)?(?P<result>результаты?))"
    r"\s+(?:этапа|раздела)\s*[-–—:]\s*",
    re.IGNORECASE,
)
RULER = re.compile(r"[-–—_=|:+*.\s]+")
PAGE_NUMBER = re.compile(r"(?:стр(?:аница|\.)?\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*(?:из|/)\s*\d{1,3})?", re.IGNORECASE)
CAPITALS = re.compile(r"[^a-zа-яё]*[А-ЯЁ]{3}[^a-zа-яё]*")
LONGEST_NUMBER = 20


def number_in(text: str) -> str:
    """The number that a cell consists of: «1.1.» and «1.1)» give «1.1», «I.» gives «I»; "" for any other text."""
    text = text.strip()
    if match := NUMBER.fullmatch(text):
        return match[1].replace(" ", "")
    match = ROMAN.fullmatch(text)
    return match[1] if match else ""


def number_before(text: str) -> tuple[str, str]:
    """The number at the beginning of a title and the title without it."""
    match = IN_TITLE.match(text)
    if not match or re.match(r"\d{1,2}\.\d{1,2}\.\d{2,4}", text):
        return "", text
    return next(filter(None, match.groups())), text[match.end() :].strip()


def is_dotted(number: str) -> bool:
    return "." in number


def is_ruler(texts: Sequence[str]) -> bool:
    return all(RULER.fullmatch(text) for text in texts)


def is_numbers_of_columns(texts: Sequence[str]) -> bool:
    """«1 2 3 4 5» under a header."""
    return len(texts) > 2 and [text.strip(" .") for text in texts] == [str(n) for n in range(1, len(texts) + 1)]


def is_capitals(text: str) -> bool:
    return bool(CAPITALS.fullmatch(text)) and len(text.split()) > 1


def starts_midway(text: str) -> bool:
    """The text has no beginning: a small letter, or a mark that nothing begins with."""
    return text[:1].islower() or text[:1] in ",.;:)»"


def section_of(number: str, text: str) -> tuple[str, str, str, str]:
    """Number, title, task and result of a section out of its row. «Этап 1.» stays in the title, «1.» does not."""
    goal = result = ""
    if labels := list(LABELS.finditer(text)):
        parts = [
            text[a.end() : b.start() if b else None].strip() for a, b in zip(labels, [*labels[1:], None], strict=True)
        ]
        goal = " ".join(part for label, part in zip(labels, parts, strict=True) if label["goal"])
        result = " ".join(part for label, part in zip(labels, parts, strict=True) if label["result"])
        text = text[: labels[0].start()].strip()
    if stage := STAGE.match(text):
        return number or stage[1] or stage[2], text, goal, result
    found = SECTION_NUMBER.match(text)
    if found and number in ("", found[1]):
        number, text = found[1], text[found.end() :].strip()
    return number, text, goal, result


def opens_more_than_closes(text: str) -> int:
    return text.count("«") - text.count("»")
