"""Dates and periods as the head of a document writes them."""

import re
from datetime import date

DASH = r"\s*[-–—−]\s*"
YEAR = r"(20\d\d)"
YEARS_WORD = r"(?:г(?:\.|г)?(?:\s?г)?\.?|год(?:а|ы|ов)?)"
SCHOOL = r"\s*(?:г\.?г?\.?\s*)?(?:уч(?:ебн\w+)?\b)"
SCHOOL_YEARS = re.compile(rf"{YEAR}(?:{DASH}|\s*/\s*)(\d{{4}}|\d\d){SCHOOL}", re.IGNORECASE)
YEARS = re.compile(rf"{YEAR}(?:{DASH}|\s*/\s*|\s*(?:г\.?\s*)?по\s+)(20\d\d)(\s*{YEARS_WORD})?", re.IGNORECASE)
ONE_YEAR = re.compile(rf"(?:на|в|за)\s+{YEAR}\s*{YEARS_WORD}?|{YEAR}\s*{YEARS_WORD}", re.IGNORECASE)
NUMERIC = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(20\d\d|\d\d)(?!\d)")
WORDY = re.compile(r"[«\"]?\s*(\d{1,2})\s*[»\"]?\s+([а-яё]{3,8})\s+(20\d\d)", re.IGNORECASE)
STEMS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
LONGEST_PERIOD_YEARS = 10


def days_in(text: str) -> list[date]:
    """The dates of a text, in its order: «01.07.2021», «06» июня 2021 г."""
    found = [(match.start(), _day(match[3], match[2], match[1])) for match in NUMERIC.finditer(text)]
    for match in WORDY.finditer(text):
        month = next((i for i, stem in enumerate(STEMS, 1) if match[2].lower().startswith(stem)), 0)
        found.append((match.start(), _day(match[3], str(month), match[1])))
    return [day for _place, day in sorted(found, key=lambda each: each[0]) if day]


def period_in(text: str) -> tuple[date, date] | None:
    """The period a title names: two dates, a school year, calendar years."""
    days = days_in(text)
    if len(days) == 2 and days[0] < days[1] and re.search(r"\bс\b.*\bпо\b", text, re.IGNORECASE | re.DOTALL):
        return days[0], days[1]
    if match := SCHOOL_YEARS.search(text):
        first, last = int(match[1]), int(match[2]) % 100 + 2000
        return _years(first, last, school=True)
    if match := YEARS.search(text):
        first, last = int(match[1]), int(match[2])
        bare = not match[3] and last == first + 1
        return _years(first, last, school=bare)
    if match := ONE_YEAR.search(NUMERIC.sub(" ", text)):
        year = int(match[1] or match[2])
        return _years(year, year, school=False)
    return None


def _years(first: int, last: int, *, school: bool) -> tuple[date, date] | None:
    if not first <= last <= first + LONGEST_PERIOD_YEARS - 1:
        return None
    if school and first < last:
        return date(first, 9, 1), date(last, 8, 31)
    return date(first, 1, 1), date(last, 12, 31)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) % 100 + 2000, int(month), int(day))
    except ValueError:
        return None


def years_in(text: str) -> set[int]:
    return {int(year) for year in re.findall(r"(?<!\d)20[0-4]\d(?!\d)", text)} | {day.year for day in days_in(text)}
