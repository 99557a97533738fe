"""Dates as people write them in Excel."""

import re
from datetime import date, datetime, timedelta

MONTHS = tuple(
    re.compile(rf"(?:{month})\Z")
    for month in (
        "янв|январ[ья]", "фев|февр|феврал[ья]", "мар|марта?", "апр|апрел[ья]", "ма[йя]", "июн[ья]?", "июл[ья]?",
        "авг|августа?", "сен|сент|сентябр[ья]", "окт|октябр[ья]", "ноя|нояб|ноябр[ья]", "дек|декабр[ья]",
    )
)  # fmt: skip
EXCEL_EPOCH = date(1899, 12, 30)
SERIALS = range(3_000, 80_000)  # 1908 to 2119
YEARS = range(1900, 2101)
NUMBERS = re.compile(r"(\d{1,2})\s*[./\-–,\s]\s*(\d{1,2})\s*[./\-–,\s]\s*(\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?.*)?")
WORDS = re.compile(r"[«\"„]?\s*(\d{1,2})\s*[»\"“]?(?:-?го)?\s+([а-яё]{3,8})\.?\s*,?\s+(\d{4}|\d{2})", re.IGNORECASE)
TAIL = re.compile(r"\s*(?:г\.?\s*р\.?|г(?:ода?)?\.?|года рождения)\s*$", re.IGNORECASE)
TIME = re.compile(r"\s+\d{1,2}:\d{2}(?::\d{2})?$")


class NotADate(ValueError):
    """The cell holds no date."""


def read_date(value, *, newest: int) -> date:
    """The date in a cell; two-digit years are of the last hundred up to the year `newest`. Raises NotADate."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value))
    text = TAIL.sub("", TIME.sub("", str(value).strip().replace("\u00a0", " "))).strip()
    if text.replace(".", "", 1).isdecimal() and float(text) in SERIALS:
        return _serial(float(text))
    if found := ISO.fullmatch(text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := NUMBERS.fullmatch(text):
        return _date(int(found[1]), int(found[2]), _year(found[3], newest))
    if found := WORDS.fullmatch(text):
        return _date(int(found[1]), _month(found[2]), _year(found[3], newest))
    raise NotADate


def read_year(value) -> int | None:
    """The year when the cell holds nothing but a year: 2012, «2012 г.р.»."""
    if isinstance(value, date | bool):
        return None
    text = TAIL.sub("", str(value).strip())
    text = text.removesuffix(".0")
    return int(text) if re.fullmatch(r"\d{4}", text) and int(text) in YEARS else None


def _serial(number: float) -> date:
    if int(number) not in SERIALS:
        raise NotADate
    return EXCEL_EPOCH + timedelta(days=int(number))


def _month(word: str) -> int:
    number = next((number for number, month in enumerate(MONTHS, start=1) if month.match(word.casefold())), None)
    if number is None:
        raise NotADate
    return number


def _year(digits: str, newest: int) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    year += newest // 100 * 100
    return year if year <= newest else year - 100


def _date(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADate from error
