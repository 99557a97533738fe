"""How often: so many times a unit, every unit, days of each month, days of the week."""

from dataclasses import replace

from ..duration import Duration
from ..items import AtLeast, MonthDay, Repeat, Times
from ..recurrence import Pattern
from ..when import THIRDS
from .dates import DECADES, WEEKS, atoms, numbers_in, numbers_of

AFTER_QUARTER = (1, 4, 7, 10)
# The first, second and last months of the calendar quarters and of the school ones
MONTHS_OF_QUARTER = {1: (1, 4, 7, 10), 2: (2, 5, 8, 11), -1: (3, 6, 9, 12)}
MONTHS_OF_TERM = {1: (1, 4, 9, 11), 2: (2, 5, 10, 12), -1: (3, 5, 10, 12)}
RATE = (
    "limit:(NOT_LESS|NOT_MORE|BY)? (UP_TO|OF)? (low:COUNT ((DASH|AND|COMMA|BY)? high:COUNT)?)? TIMES "
    "(IN|DURING|BEFORE|SLASH|ON|EVERY)+ ALL? EVERY? (every:COUNT (DASH reach:COUNT)?)? (SCHOOL|CALENDAR)? unit:UNIT"
)


def times(low=1, high=None, limit=None, every=1, reach=None, unit=None) -> Times:
    """The count of a rate; «не более 3» has no lower limit."""
    if limit not in (None, "not less"):
        low, high = 0, high or low
    return Times(unit, low, high, reach or every)


@atoms.rule(RATE)
def rate(**numbers):
    """не менее 3 раз в год · 1-2 раза в неделю · раз в квартал · 1 раз в две недели"""
    return times(**numbers)


@atoms.rule("limit:(NOT_LESS|NOT_MORE)? low:COUNT ((DASH|AND|COMMA) high:COUNT)? TIMES", "low:TIMES_OVER")
def bare_count(**numbers):
    """не менее 3 раз (the unit is said elsewhere)"""
    return times(**numbers)


@atoms.rule(
    "low:TIMES_OVER (IN|DURING|BEFORE) (SCHOOL|CALENDAR)? unit:UNIT",
    "limit:(NOT_LESS|NOT_MORE)? low:COUNT ((DASH|AND) high:COUNT)? (WORD|HOUR_WORD|HOUR_MARK)? IN (SCHOOL|CALENDAR)? "
    "unit:UNIT",
)
def rate_without_times(**numbers):
    """дважды в год · 1 в месяц · не менее 2 встреч в месяц"""
    return times(**numbers)


@atoms.rule(
    "unit:ADVERB",
    "unit:ADVERB (COMMA|DASH|OPEN)? limit:(NOT_LESS|NOT_MORE)? UP_TO? low:COUNT (DASH high:COUNT)? TIMES CLOSE?",
    "limit:(NOT_LESS|NOT_MORE)? low:COUNT (DASH high:COUNT)? TIMES unit:ADVERB",
)
def adverb(unit, low=None, **numbers):
    """ежемесячно · ежегодно не менее 2 раз"""
    return times(low, unit=unit, **numbers) if low else Times(unit, adverb=True)


@atoms.rule(
    "(AFTER|UPON)? EVERY (SCHOOL|CALENDAR)? unit:UNIT",
    "(IN|UP_TO|BY|TO)? END EVERY (SCHOOL|CALENDAR)? unit:(WEEK_WORD|QUARTER_WORD|TERM_WORD|HALF_WORD|YEAR_WORD)",
    "(IN|UP_TO|BY|TO|ON)? (END|LAST WORKING? DAY_WORD) unit:(QUARTER_WORD|TERM_WORD|HALF_WORD)",
    "UPON unit:(MONTH_WORD|QUARTER_WORD|TERM_WORD|HALF_WORD) !AFTER",
    "UP_TO unit:(MONTH_WORD|QUARTER_WORD|TERM_WORD|HALF_WORD)",
)
def every_unit(unit):
    """каждый месяц · каждого года · в конце каждой четверти · по полугодиям"""
    return Times(unit, adverb=True)


@atoms.rule("EACH_YEAR")
def every_year():
    """каждого года · соответствующего календарного года"""
    return Times("year", adverb=True)


@atoms.rule("EVERY every:COUNT unit:UNIT")
def every_few_units(every, unit):
    """каждые две недели"""
    return Times(unit, every=every)


@atoms.rule("NOT_LESS count:COUNT unit:UNIT", "NOT_LESS unit:(MONTH_WORD|WEEK_WORD|YEAR_WORD|HALF_WORD)")
def at_least(unit, count=1):
    """минимум 2 месяца"""
    return AtLeast(Duration(count, unit))


@atoms.rule(
    "limit:(BY|TO) days:DAY DATE_WORD? COMMA? EVERY MONTH_WORD",
    "limit:(BY|TO)? days:(ORD (LIST BY? ORD)*) DATE_WORD COMMA? EVERY? (CURRENT|REPORTED)? MONTH_WORD? !MONTH",
    "limit:(BY|TO)? EVERY days:DAY DATE_WORD MONTH_WORD?",
    "limit:(BY|TO)? days:DAY working:WORKING DAY_WORD EVERY? MONTH_WORD "
    "(COMMA? FOLLOWING BEFORE REPORTED MONTH_WORD?)?",
)
def day_of_each_month(days, limit=None, working=None):
    """до 25 числа каждого месяца · 5 и 20 числа ежемесячно · до 5 числа · до 3 рабочего дня месяца"""
    return [MonthDay(day, limit=bool(limit), working=bool(working)) for day in numbers_of(days)]


@atoms.rule(
    "limit:(BY|TO)? days:(ORD (LIST BY? ORD)*) HOUR_MARK COMMA? EVERY unit:MONTH_WORD",
    "limit:(BY|TO) days:(ORD (LIST BY? ORD)*) HOUR_MARK COMMA? unit:ADVERB",
    "unit:ADVERB COMMA? limit:(BY|TO) days:(ORD (LIST BY? ORD)*) HOUR_MARK",
)
def day_written_as_an_hour(days, unit, limit=None):
    """до 25 ч. ежемесячно · 10 ч. каждого месяца"""
    return day_of_each_month(days, limit) if unit == "month" else None


@atoms.rule("unit:ADVERB COMMA? limit:(BY|TO) day:DAY !ANY")
def day_beside_adverb(unit, limit, day):
    """ежемесячно, до 28-го"""
    return MonthDay(day, limit=True) if unit == "month" else None


@atoms.rule("IN? number:(ORD_1_2|LAST) count:COUNT DAY_WORD EVERY? MONTH_WORD")
def first_days_of_each_month(number, count):
    """первые пять дней каждого месяца"""
    return MonthDay(count, first=1) if number == 1 and 1 < count <= 28 else None


@atoms.rule(
    "first:DAY TILL day:DAY DATE_WORD (EVERY MONTH_WORD)?",
    "FROM first:DAY DATE_WORD? TILL day:(DAY|LAST) (DATE_WORD|DAY_WORD)? EVERY? MONTH_WORD",
    "FROM first:DAY TILL day:DAY DATE_WORD",
)
def days_of_each_month(first, day):
    """с 20 по 25 число каждого месяца · с 25 по последнее число каждого месяца"""
    return MonthDay(day, first=first) if first < day or day < 0 else None


@atoms.rule(
    "limit:(BY|TO)? day:DAY DATE_WORD? EVERY? MONTH_WORD? COMMA? FOLLOWING "
    "(BEFORE REPORTED unit:(MONTH_WORD|QUARTER_WORD|PERIOD)?)? MONTH_WORD?",
)
def day_of_following_month(day, limit=None, unit=None):
    """до 5 числа месяца, следующего за отчётным · до 10 числа месяца, следующего за отчётным кварталом"""
    return MonthDay(day, limit=bool(limit), months=AFTER_QUARTER if unit == "quarter" else ())


@atoms.rule("limit:(BY|TO)? day:DAY DATE_WORD place:(LAST|ORD_1_2) MONTH_WORD EVERY? unit:(QUARTER_WORD|TERM_WORD)")
def day_of_quarter(day, place, unit, limit=None):
    """до 20 числа последнего месяца квартала"""
    months = MONTHS_OF_TERM if unit == "term" else MONTHS_OF_QUARTER
    return MonthDay(day, limit=bool(limit), months=months[place])


@atoms.rule(
    "limit:(BY|TO|IN)? LAST working:WORKING? DAY_WORD EVERY? MONTH_WORD",
    "limit:(BY|TO) END EVERY? MONTH_WORD",
    "unit:ADVERB COMMA? OPEN? limit:(BY|TO|IN)? LAST working:WORKING? DAY_WORD MONTH_WORD? CLOSE? !MONTH",
)
def last_day_of_month(limit=None, working=None, unit="month"):
    """последний день месяца · последний рабочий день месяца · до конца месяца · ежемесячно, в последний день"""
    return MonthDay(-1, limit=limit in ("by", "to"), working=bool(working)) if unit == "month" else None


@atoms.rule(
    "(IN|DURING)? EVERY? numbers:((ORD|LAST) (LIST (ORD|LAST))*) part:(WEEK_WORD|DECADE_WORD) EVERY? MONTH_WORD",
    "unit:ADVERB COMMA? OPEN? IN? numbers:((ORD|LAST) (LIST (ORD|LAST))*) part:(WEEK_WORD|DECADE_WORD) "
    "MONTH_WORD? CLOSE?",
    "TIMES IN unit:MONTH_WORD COMMA? OPEN? IN? numbers:((ORD|LAST) (LIST (ORD|LAST))*) part:WEEK_WORD CLOSE?",
)
def part_of_each_month(numbers, part, unit="month"):
    """последняя неделя каждого месяца · первая и третья неделя месяца · ежемесячно, 3 неделя"""
    if unit != "month":
        return None
    whole, last = (WEEKS, (25, -1)) if part == "week" else (DECADES, (21, -1))
    parts = {**dict(enumerate(whole, 1)), -1: last}
    found = [parts[number] for number in numbers_in(numbers) if number in parts]
    return [MonthDay(last, first=first) for first, last in found] or None


@atoms.rule("(BY|TO) START EVERY? MONTH_WORD")
def first_day_of_month():
    """до начала каждого месяца"""
    return MonthDay(1, limit=True)


@atoms.rule("(UP_TO|IN) WORKING DAY_WORD")
def working_days():
    """по рабочим дням"""
    return Repeat(Pattern("WEEKLY", weekdays=tuple((0, day) for day in range(5)), working=True))


@atoms.rule("IN? part:(START|MIDDLE|END) EVERY? MONTH_WORD")
def third_of_each_month(part):
    """в начале каждого месяца"""
    first, last = THIRDS[part]
    return MonthDay(last, first=first)


@atoms.rule("FROM? first:WEEKDAY TILL last:WEEKDAY")
def weekdays_in_a_row(first, last):
    """понедельник - пятница"""
    days = tuple((0, day) for day in range(first, last + 1))
    return Repeat(Pattern("WEEKLY", weekdays=days)) if days else None


@atoms.rule(
    "(EVERY|IN EVERY) days:(WEEKDAY (LIST WEEKDAY)*) MONTH_WORD?", "UP_TO days:(WEEKDAY (LIST (UP_TO)? WEEKDAY)*)"
)
def every_weekday(days):
    """каждый понедельник · по вторникам и четвергам"""
    return _weekly(days)


@atoms.rule("days:(WEEKDAY (LIST WEEKDAY)*) EVERY WEEK_WORD")
def weekdays_of_each_week(days):
    """понедельник каждой недели"""
    return _weekly(days)


@atoms.rule("days:(WEEKDAY (LIST WEEKDAY)+)")
def bare_weekdays(days):
    """пн, ср, пт"""
    return replace(_weekly(days), bare=True)


@atoms.rule(
    "unit:ADVERB COMMA? OPEN? (IN|UP_TO)? days:(WEEKDAY (LIST WEEKDAY)*) CLOSE?",
    "count:COUNT? TIMES IN unit:WEEK_WORD COMMA? OPEN? (IN|UP_TO|COLON|DASH)? days:(WEEKDAY (LIST WEEKDAY)*) CLOSE?",
)
def weekly_on(unit, days, count=None):
    """еженедельно по пятницам · 1 раз в неделю (понедельник)"""
    weekly = _weekly(days)
    return weekly if unit == "week" and count in (None, len(weekly.pattern.weekdays)) else None


def _weekly(days) -> Repeat:
    weekdays = sorted({(0, token.value) for token in days if token.kind == "WEEKDAY"})
    return Repeat(Pattern("WEEKLY", weekdays=tuple(weekdays)))


@atoms.rule(
    "IN? EVERY? numbers:((ORD|LAST) (LIST (ORD|LAST))*) weekday:WEEKDAY EVERY? MONTH_WORD",
    "IN? EVERY numbers:(ORD|LAST) weekday:WEEKDAY",
    "unit:ADVERB COMMA? OPEN? IN? numbers:((ORD|LAST) (LIST (ORD|LAST))*) weekday:WEEKDAY CLOSE?",
    "count:COUNT? TIMES IN unit:MONTH_WORD COMMA? OPEN? IN? numbers:((ORD|LAST) (LIST (ORD|LAST))*) weekday:WEEKDAY "
    "CLOSE?",
)
def weekday_of_each_month(numbers, weekday, unit="month", count=None):
    """последняя пятница месяца · каждый первый вторник · 2-я и 4-я среда месяца · 1 раз в месяц (последняя пятница)"""
    if unit != "month" or count not in (None, len(numbers_in(numbers))):
        return None
    nths = [number for number in (numbers_in(numbers)) if -1 <= number <= 5 and number]
    return Repeat(Pattern("MONTHLY", weekdays=tuple((nth, weekday) for nth in nths))) if nths else None
