"""Years and what schools and nature divide them into: holidays, seasons, school years."""

from ..holidays import SCHOOL_HOLIDAYS
from ..when import Day, When
from .dates import atoms, months, year_of

SEASONS = {"autumn": (9, 11), "winter": (12, 2), "spring": (3, 5), "summer": (6, 8)}


@atoms.rule(
    "seasons:(SEASON (LIST SEASON)*) HOLIDAYS FILLER? <YEARS>?",
    "HOLIDAYS OPEN? seasons:(SEASON (LIST SEASON)*) CLOSE?",
    "SCHOOL? HOLIDAYS FILLER?",
)
def school_holidays(seasons=(), **year):
    """во время осенних каникул · осенние и весенние каникулы 2024 года · в каникулярное время"""
    names = [token.value for token in seasons if token.kind == "SEASON"] or ["autumn", "winter", "spring"]
    return [_holidays(name, **year) for name in names]


def _holidays(name: str, **said) -> When:
    (first_month, first_day), (last_month, last_day) = SCHOOL_HOLIDAYS[name]
    year = year_of(last_month, **said)
    start = year and year - (first_month > last_month)
    return When(first=Day(first_month, first_day, start), last=Day(last_month, last_day, year), rough=True)


@atoms.rule("first:SEASON (DASH last:SEASON)? (PERIOD|FILLER) <YEARS>?", "first:SEASON_NOUN <YEARS>?")
def season(first, last=None, **year):
    """в летний период · осенне-зимний период · осенью 2023"""
    end = SEASONS[last or first][1]
    return months(SEASONS[first][0], end, year_of(end, **year))


@atoms.rule("YEAR_WORD? year:YEAR CALENDAR? YEAR_WORD?")
def year(year):
    """2023 год"""
    return months(1, 12, year, whole="year")


@atoms.rule("FROM? first:YEAR (DASH|UP_TO|BY|SLASH) last:YEAR YEAR_WORD?")
def years(first, last):
    """2022-2024 гг. · с 2022 по 2024 год"""
    return When(first=Day(1, 1, first), last=Day(12, -1, last), whole="year") if first < last else None


@atoms.rule(
    "first:YEAR ((DASH|SLASH|UP_TO) last:(YEAR|DAY))? SCHOOL YEAR_WORD*", "first:YEAR SLASH last:(YEAR|DAY) YEAR_WORD?"
)
def school_years(first, last=None):
    """2023-2024 учебный год · 2023/24 уч.г. · 2023/2024"""
    end = first + 1 if last is None else last + 2000 if last < 100 else last
    return When(first=Day(9, 1, first), last=Day(5, -1, end), whole="school") if first < end else None


@atoms.rule("CURRENT? SCHOOL YEAR_WORD", "SCHOOL !ANY")
def school_year():
    """учебный год"""
    return months(9, 5, whole="school")


@atoms.rule("(CALENDAR|CURRENT) YEAR_WORD")
def calendar_year():
    """календарный год"""
    return months(1, 12, whole="year")
