"""The quarter that an address names: «?quarter=2026Q3»."""

import re
from datetime import date, timedelta

from core.calendar import Quarter

CODE = re.compile(r"(20\d\d)Q([1-4])")
ROMAN = ("I", "II", "III", "IV")
SHOWN = 8


def quarter_in(code: str | None, today: date) -> Quarter:
    """The quarter of the code; the present one for anything else and for what has not begun."""
    found = CODE.fullmatch(code or "")
    present = Quarter.of(today)
    return min(Quarter(int(found[1]), int(found[2])), present) if found else present


def recent_quarters(today: date, number: int = SHOWN) -> list[Quarter]:
    """The present one and those before it."""
    quarters = [Quarter.of(today)]
    while len(quarters) < number:
        quarters.append(Quarter.of(quarters[-1].starts - timedelta(days=1)))
    return quarters


def in_words(quarter: Quarter) -> str:
    """«IV квартал 2026 года», as papers write it."""
    return f"{ROMAN[quarter.number - 1]} квартал {quarter.year} года"
