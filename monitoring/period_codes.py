"""What «2022Q1», «2022H1», «2022» and «20220315» mean: how commands, files and reports call a period."""

import re
from dataclasses import dataclass
from datetime import date

from core.calendar import Quarter

from .models import ReportingPeriod

Kind = ReportingPeriod.Kind

OFFERED = 8
_CODE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<day>\d{4}))?")


@dataclass(frozen=True)
class Span:
    """The days of a period, both included, and its kind."""

    kind: str
    starts: date
    ends: date


def understood(code: str) -> Span:
    """Raises ValueError for what is no code."""
    match = _CODE.fullmatch(code.upper())
    if match is None:
        raise ValueError(code)
    year = int(match["year"])
    if match["quarter"]:
        quarter = Quarter(year, int(match["quarter"]))
        return Span(Kind.QUARTER, quarter.starts, quarter.ends)
    if match["half"]:
        half = int(match["half"])
        return Span(Kind.HALF_YEAR, Quarter(year, 2 * half - 1).starts, Quarter(year, 2 * half).ends)
    if match["day"]:
        day = date(year, int(match["day"][:2]), int(match["day"][2:]))
        return Span(Kind.OTHER, day.replace(month=1, day=1), day)
    return Span(Kind.YEAR, date(year, 1, 1), date(year, 12, 31))


def last_ended(today: date) -> str:
    """The code of the quarter that has ended last."""
    return str(Quarter.of(today).previous)


def quarter_in(code: str | None, today: date) -> Quarter:
    """The quarter of the code; the present one for anything else and for what has not begun."""
    present = Quarter.of(today)
    try:
        span = understood(code or "")
    except ValueError:
        return present
    return min(Quarter.of(span.starts), present) if span.kind == Kind.QUARTER else present


def quarters_offered(today: date) -> list[Quarter]:
    """To choose from: the one that runs and those before it, the newest first."""
    return Quarter.of(today).and_before(OFFERED)


def in_words(quarter: Quarter) -> str:
    """«4 квартал 2026 года», as periods are called everywhere."""
    return f"{quarter.number} квартал {quarter.year} года"
