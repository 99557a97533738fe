"""Phrase -> tokens: dates, numbers, clock times, idioms, words, punctuation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .calendar import FIRST_YEAR, LAST_YEAR
from .holidays import HOLIDAYS
from .idioms import IDIOMS
from .lexicon import FORMS

PUNCTUATION = {
    ",": "COMMA", ";": "SEMICOLON", ".": "DOT", "-": "DASH", "/": "SLASH", ":": "COLON", "+": "AND", "&": "AND",
    "(": "OPEN", ")": "CLOSE", "[": "OPEN", "]": "CLOSE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A piece text[start:end] of the cleaned phrase: a terminal of the grammar or what a rule made of several."""

    kind: str
    value: object
    start: int
    end: int


NAMED_DAY = r"(?:(?:международн|всемирн|всероссийск)[а-я]*\s+)?(?:день|дня|дню|днем|дне|дни|дней)"
ADJECTIVES = r"(?: [а-я-]+(?:ому|ему|ым|им|ыми|ими|ой|ей|ого|его)){0,3}?"


def _compile(pattern: str) -> str:
    """An idiom or a named day as a regular expression: see `idioms.py` and `holidays.py` for the notation."""
    pattern = pattern.replace("ДЕНЬ", NAMED_DAY).replace("~", ADJECTIVES)
    return pattern.replace("*", "[а-я]*").replace(" ?", r"\s*").replace(" ", r"\s+")


def _idiom_table() -> tuple[re.Pattern, dict[str, tuple[str, object]]]:
    """All patterns as one, with a group for each, and what a group means: (kind, value or None for the words)."""
    rows = [("HOLIDAY", pattern, day) for day, pattern in HOLIDAYS] + list(IDIOMS)
    meanings, parts = {}, []
    for index, (kind, pattern, *value) in enumerate(rows):
        meanings[f"i{index}"] = kind, value[0] if value else None
        parts.append(f"(?P<i{index}>{_compile(pattern)})")
    return re.compile("(?:" + "|".join(parts) + r")(?![а-яa-z])"), meanings


IDIOM, IDIOM_MEANINGS = _idiom_table()
DATE = re.compile(
    r"(\d{1,2})(?:\s?[./]\s?(\d{1,2})(?:\s?[./]\s?(\d{4})|[./](\d{2})|[./]\s(\d{2})(?!\s?[-:.]\d))"
    r"|[- ](\d{1,2})[- ]((?:19|20)\d\d))(?!\d)"
)
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
MONTH_OF_YEAR = re.compile(r"(0?[1-9]|1[0-2])[./]\s?((?:19|20)\d\d)(?!\d)")
DAY_OF_MONTH = re.compile(r"(\d{1,2})\.\s?(\d{2}|\d(?=\.))(?!\d)\.?(?!\d)")
CLOCK = r"\d{1,2}(?::|\.|-)\s?\d{2}(?!\d)"
TIME = re.compile(rf"{CLOCK}(?:\s?-\s?{CLOCK})?\s*(?:ч(?:ас[а-я]*)?\.?)?(?![а-я])")
DECIMAL = re.compile(r"\d+,5(?=\s*(?:мес|год|лет|нед|час|ч))")
NUMBER = re.compile(
    r"(\d+)(?:-?(?:ый|ой|ий|й|го|ого|му|ом|м|ая|я|ое|е|ую|ю|ых|х|ти|ми|и|у)(?![а-я]))?(?:\.(?=\s*-|[а-я]))?"
)
WORD = re.compile(r"[а-яa-z]+")


def tokenize(text: str) -> list[Token]:
    """The tokens of a cleaned phrase, in order; white space and unknown signs between them are skipped."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter that is two in lower case would shift every place after it
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return list(_tokens(lower.replace("ё", "е")))


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while position < len(text):
        char = text[position]
        if char.isspace():
            position += 1
            continue
        kind, value, end = (_number if char.isdecimal() else _word if char.isalpha() else _sign)(text, position)
        yield Token(kind, value, position, end)
        position = end


def _sign(text: str, at: int) -> tuple[str, object, int]:
    return PUNCTUATION.get(text[at], "SIGN"), text[at], at + 1


def _word(text: str, at: int) -> tuple[str, object, int]:
    match = IDIOM.match(text, at)
    if match:
        kind, value = IDIOM_MEANINGS[match.lastgroup]
        return kind, match[0] if value is None else value, match.end()
    match = WORD.match(text, at)
    if not match:
        return "SIGN", text[at], at + 1
    kind, value = FORMS.get(match[0], ("WORD", match[0]))
    end = match.end()
    return kind, value, end + (text[end : end + 1] == "." and len(match[0]) <= 4 and kind != "WORD")


def _number(text: str, at: int) -> tuple[str, object, int]:
    for read in (_date, _month_of_year, _time, _day_of_month):
        token = read(text, at)
        if token:
            return token
    decimal = DECIMAL.match(text, at)
    if decimal:
        return "DECIMAL", decimal[0], decimal.end()
    match = NUMBER.match(text, at)
    number = int(match[1]) if len(match[1]) < 10 else 0
    return _number_kind(number, match[1]), number, match.end()


def _number_kind(number: int, digits: str) -> str:
    if FIRST_YEAR <= number <= LAST_YEAR:
        return "YEAR"
    sizes = ((0, "NUM_OTHER"), (2, "NUM_1_2"), (4, "NUM_3_4"), (12, "NUM_5_12"), (31, "NUM_13_31"))
    return next((kind for limit, kind in sizes if number <= limit), "NUM_OTHER") if len(digits) < 3 else "NUM_OTHER"


def _date(text: str, at: int):
    """A whole date: 15.04.2022, 15.04.22, 15-04-2022, 2022-04-15; one that does not exist is a BAD_DATE."""
    iso = ISO_DATE.match(text, at)
    match = iso or DATE.match(text, at)
    if not match:
        return None
    year, month, day = (int(part) for part in (match.groups() if iso else filter(None, match.groups()[::-1])))
    year += 2000 if year < 100 else 0
    return "DATE" if _exists(day, month, year) else "BAD_DATE", (day, month, year), match.end()


def _month_of_year(text: str, at: int):
    match = MONTH_OF_YEAR.match(text, at)
    return ("MONTH_OF_YEAR", (int(match[1]), int(match[2])), match.end()) if match else None


def _time(text: str, at: int):
    match = TIME.match(text, at)
    if not match:
        return None
    numbers = [int(part) for part in re.findall(r"\d+", match[0])]
    clocks = list(zip(numbers[::2], numbers[1::2], strict=True))
    if any(hour > 24 or minute > 59 for hour, minute in clocks):
        return None
    said = "ч" in match[0] or ":" in match[0]
    round_or_no_date = any(minute == 0 or (minute % 5 == 0 and not _exists(hour, minute)) for hour, minute in clocks)
    return (
        ("TIME", match[0], match.end())
        if said or (round_or_no_date and "-" not in match[0][:3]) or _hour_sharp(match[0])
        else None
    )


def _hour_sharp(clock: str) -> bool:
    """«9-00»: a dash between an hour and its minutes is told from one between days by the zeros."""
    return clock.rstrip().endswith("-00")


def _day_of_month(text: str, at: int):
    match = DAY_OF_MONTH.match(text, at)
    if not match or not _exists(int(match[1]), int(match[2])):
        return None
    return "DATE", (int(match[1]), int(match[2]), None), match.end()


def _exists(day: int, month: int, year: int = 2000) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR
