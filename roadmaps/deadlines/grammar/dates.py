"""Calendar stretches: days, weeks, months, quarters, halves, school terms; `years` holds the longer ones."""

from ..calendar import day_of
from ..items import Unreadable
from ..when import Day, When
from .engine import Layer

atoms = Layer()

SCHOOL_YEAR_STARTS = 9
HALVES = {"year": ((1, 6), (7, 12)), "school": ((9, 12), (1, 5))}
TERMS = ((9, 10), (11, 12), (1, 3), (4, 5))
TRIMESTERS = ((9, 11), (12, 2), (3, 5))
DECADES = ((1, 10), (11, 20), (21, -1))
WEEKS = ((1, 7), (8, 14), (15, 21), (22, 28), (29, -1))


def year_of(
    month: int, year: int | None = None, short: int | None = None, first_year: int | None = None
) -> int | None:
    """The year of YEARS; of a school year the one that the month belongs to."""
    if first_year:
        return first_year + (month < SCHOOL_YEAR_STARTS)
    return year or (short and 2000 + short)


def months(first: int, last: int, year: int | None = None, **traits) -> When:
    """From the first day of a month to the last day of a month; the year is the last one's."""
    start = year and (year - (first > last))
    return When(first=Day(first, 1, start), last=Day(last, -1, year), **traits)


def numbers_of(tokens) -> list[int]:
    """The numbers among tokens."""
    return [token.value for token in tokens if isinstance(token.value, int)]


def runs_in(tokens) -> list[tuple[int, int]]:
    """The (first, last) numbers of an enumeration: «1-2, 4» is (1, 2) and (4, 4)."""
    found: list[tuple[int, int]] = []
    reach = False
    for token in tokens:
        if isinstance(token.value, int):
            found[-1:] = [(found[-1][0], token.value)] if reach else [*found[-1:], (token.value, token.value)]
        reach = bool(found) and token.kind in ("DASH", "UP_TO", "BY")
    return found


def numbers_in(tokens) -> list[int]:
    """The numbers of an enumeration, with «1-3» and «с 1 по 3» spelt out."""
    found: list[int] = []
    reach = False
    for token in tokens:
        if isinstance(token.value, int):
            found.extend(range(found[-1] + 1, token.value + 1) if reach and found else [token.value])
        reach = token.kind in ("DASH", "UP_TO", "BY")
    return found


@atoms.rule("date:DATE (year:YEAR)? YEAR_WORD?", "date:DATE THIS_YEAR")
def whole_date(date, year=None):
    """15.04.2022 · 15.12.21 · 15.10. · 2022-04-15 · 15.09 2023 г."""
    day, month, own_year = date
    return When(last=Day(month, day, own_year or year))


@atoms.rule("FROM? first:DAY TILL date:DATE YEAR_WORD?")
def days_to_date(first, date):
    """01.-08.05.15г. · с 1 по 10.03.2024 · 9-13.10"""
    day, month, year = date
    return When(first=Day(month, first, year), last=Day(month, day, year)) if first < day else None


@atoms.rule("days:((DAY LIST)+) date:DATE YEAR_WORD?")
def listed_days_and_date(days, date):
    """5, 12, 19.10.2024"""
    day, month, year = date
    return [When(last=Day(month, number, year)) for number in [*numbers_in(days), day]]


@atoms.rule("day:ORD DATE_WORD? month:MONTH <YEARS>?")
def day_of_month(day, month, **year):
    """15 апреля 2022 г. · первого сентября · 1-го июня · 15 мая 2023/24 уч. г."""
    number = year_of(month, **year)
    return When(last=Day(month, day, number)) if day <= day_of(number or 2000, month, day).day else Unreadable()


@atoms.rule("CARDINAL day:ORD_WORD month:MONTH <YEARS>?")
def compound_day_of_month(day, month, **year):
    """двадцать пятого мая"""
    return day_of_month(20 + day, month, **year) if day < 10 else None


@atoms.rule(
    "BAD_DATE YEAR_WORD?",
    "SIGN DOT YEAR YEAR_WORD?",
    "NUM_OTHER month:MONTH <YEARS>?",
    "SIGN (NUM|YEAR) ((DASH|SLASH) (WORD|NUM))* (OF (DATE|DAY MONTH YEAR) YEAR_WORD?)?",
    "OF (DATE|DAY MONTH YEAR) YEAR_WORD? !TILL",
)
def no_date(**said):
    """31.06.2024 · 45 октября · № 5 от 12.10.2023 · __.__.2023: an impossible day, a document's own date, a blank"""
    return Unreadable()


@atoms.rule(
    "FROM? first:DAY TILL last:DAY month:MONTH <YEARS>?",
    "BETWEEN first:DAY AND last:DAY month:MONTH <YEARS>?",
    "month:MONTH <YEARS>? OPEN FROM? first:DAY TILL last:DAY DATE_WORD? CLOSE",
)
def days_of_month(first, last, month, **year):
    """с 1 по 10 марта · 24 -26 мая 2023 · сентябрь (1-15)"""
    number = year_of(month, **year)
    return When(first=Day(month, first, number), last=Day(month, last, number)) if first <= last else None


@atoms.rule("days:((DAY (LIST|DASH))+ DAY) month:MONTH <YEARS>?")
def listed_days_of_month(days, month, **year):
    """5, 12 и 19 октября 2024 · 15-16, 20 октября"""
    number = year_of(month, **year)
    return [
        When(first=Day(month, first, number) if first < last else None, last=Day(month, last, number))
        for first, last in runs_in(days)
    ]


@atoms.rule("month:MONTH MONTH_WORD? <YEARS>?")
def month(month, **year):
    """Сентябрь 2023 · в мае месяце · Март 2022 г. · октябрь 2023-2024 учебного года"""
    return months(month, month, year_of(month, **year))


@atoms.rule("(day:ORD)? month:MONTH first:YEAR (DASH|UP_TO) last:YEAR YEAR_WORD? !SCHOOL")
def month_of_several_years(month, first, last, day=None):
    """июнь 2022-2024 гг. · 1 июня 2022-2024 гг."""
    years = range(first, last + 1)
    return [day_of_month(day, month, year=year) if day else months(month, month, year) for year in years] or None


@atoms.rule("month:MONTH_OF_YEAR YEAR_WORD?")
def month_of_year(month):
    """09.2023"""
    return months(month[0], month[0], month[1])


@atoms.rule("numbers:(QUARTER_NO ((LIST|DASH|UP_TO) QUARTER_NO)*) QUARTER_WORD <YEARS>?")
def quarters(numbers, **year):
    """II квартал 2024 г. · 1, 3 кварталы"""
    return [months(3 * first - 2, 3 * last, year_of(3 * last, **year)) for first, last in runs_in(numbers)]


@atoms.rule(
    "numbers:(HALF_NO ((LIST|DASH) HALF_NO)*) HALF_WORD <YEARS>?",
    "numbers:(HALF_NO) HALF_OF YEAR_WORD",
)
def halves(numbers, **year):
    """I полугодие 2024 г.: calendar halves; in a roadmap of school years `Reader` makes them school ones."""
    if "first_year" in year:
        return None
    found = [HALVES["year"][number - 1] for number in numbers_in(numbers)]
    return [months(first, last, year_of(last, **year), whole="half") for first, last in found]


@atoms.rule(
    "numbers:(HALF_NO ((LIST|DASH) HALF_NO)*) HALF_WORD (first_year:YEAR (DASH|SLASH) (YEAR|DAY))? SCHOOL YEAR_WORD?",
    "numbers:(HALF_NO) HALF_OF (first_year:YEAR (DASH|SLASH) (YEAR|DAY))? SCHOOL YEAR_WORD",
)
def school_halves(numbers, first_year=None):
    """1 полугодие 2023-2024 учебного года · вторая половина учебного года"""
    return [
        months(*HALVES["school"][number - 1], first_year and first_year + number - 1) for number in numbers_in(numbers)
    ]


@atoms.rule(
    "numbers:(QUARTER_NO ((LIST|DASH) QUARTER_NO)*) TERM_WORD "
    "((first_year:YEAR (DASH|SLASH) (YEAR|DAY))? CURRENT? SCHOOL YEAR_WORD?)?"
)
def school_terms(numbers, first_year=None):
    """1 четверть · III, IV четверти · 3-я четверть 2023-2024 учебного года"""
    runs = runs_in(numbers)
    years = [first_year and first_year + (last > 2) for _, last in runs]
    return [
        months(TERMS[first - 1][0], TERMS[last - 1][1], year, rough=True)
        for (first, last), year in zip(runs, years, strict=True)
    ]


@atoms.rule("numbers:(QUARTER_NO ((LIST|DASH) QUARTER_NO)*) TRIMESTER_WORD")
def trimesters(numbers):
    """1 триместр"""
    found = [number for number in numbers_in(numbers) if number <= len(TRIMESTERS)]
    return [months(*TRIMESTERS[number - 1], rough=True) for number in found] or None


@atoms.rule("FROM? numbers:(ORD ((LIST|DASH|UP_TO) ORD)*) part:(WEEK_WORD|DECADE_WORD) month:MONTH <YEARS>?")
def part_of_month(numbers, part, month, **year):
    """вторая неделя сентября · 1-2 неделя мая 2024 г. · третья декада октября"""
    parts, own_year = WEEKS if part == "week" else DECADES, year_of(month, **year)
    runs = [run for run in runs_in(numbers) if max(run) <= len(parts)]
    days = [(parts[first - 1][0], parts[last - 1][1]) for first, last in runs]
    return [When(first=Day(month, first, own_year), last=Day(month, last, own_year)) for first, last in days] or None


@atoms.rule(
    "month:MONTH (LIST|OPEN|DASH|COLON)? numbers:(ORD ((LIST|DASH) ORD)*) part:(WEEK_WORD|DECADE_WORD) CLOSE? <YEARS>?"
)
def month_and_its_part(numbers, part, month, **year):
    """ноябрь, 3 неделя · октябрь (1-2 неделя)"""
    return part_of_month(numbers, part, month, **year)


@atoms.rule("LAST part:(WEEK_WORD|DECADE_WORD) month:MONTH <YEARS>?")
def last_part_of_month(part, month, **year):
    """последняя неделя мая"""
    number = year_of(month, **year)
    return When(first=Day(month, 25 if part == "week" else 21, number), last=Day(month, -1, number))


@atoms.rule("number:(ORD_1_2|LAST) count:COUNT unit:(WEEK_WORD|DAY_WORD) month:MONTH <YEARS>?")
def first_days_of_month(number, count, unit, month, **year):
    """первые две недели сентября · последние 10 дней мая"""
    days, own_year = count * (7 if unit == "week" else 1), year_of(month, **year)
    if number not in (1, -1) or days > 28:
        return None
    first, last = (1, days) if number == 1 else (31 - days, -1)
    return When(first=Day(month, first, own_year), last=Day(month, last, own_year))


@atoms.rule("number:ORD_WORD MONTH_WORD SCHOOL YEAR_WORD")
def month_of_school_year(number):
    """первый месяц учебного года"""
    return months((number + 7) % 12 + 1, (number + 7) % 12 + 1) if number <= 9 else None


@atoms.rule("number:HALF_NO HALF_OF month:MONTH <YEARS>?")
def half_of_month(number, month, **year):
    """первая половина октября"""
    start, end = ((1, 15), (16, -1))[number - 1]
    return When(first=Day(month, start, year_of(month, **year)), last=Day(month, end, year_of(month, **year)))


@atoms.rule(
    "number:(ORD|LAST) weekday:WEEKDAY month:MONTH <YEARS>?",
    "month:MONTH (LIST|OPEN|DASH)? number:(ORD|LAST) weekday:WEEKDAY CLOSE? <YEARS>?",
)
def weekday_of_month(number, weekday, month, **year):
    """последняя суббота июня · второй вторник марта 2024 г."""
    return When(last=Day(month, 1, year_of(month, **year), weekday=(number, weekday))) if number <= 5 else None


@atoms.rule("day:ORD WORKING DAY_WORD month:MONTH <YEARS>?")
def working_day_of_month(day, month, **year):
    """до 10-го рабочего дня октября 2023 г."""
    return When(last=Day(month, day, year_of(month, **year), working=True))


@atoms.rule("day:HOLIDAY <YEARS>?")
def holiday(day, **year):
    """Дня учителя · 8 Марта · Масленица 2024"""
    if day[0] == "easter":
        return When(last=Day(4, 15, year_of(4, **year), easter=day[1]))
    if day[0] == "weekday":
        return When(last=Day(day[1], 1, year_of(day[1], **year), weekday=day[2:]))
    return When(last=Day(*day, year_of(day[0], **year)))
